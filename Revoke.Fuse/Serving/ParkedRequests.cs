namespace Revoke.Fuse.Serving;

/// <summary>Requests that are answered later, and can be interrupted meanwhile. Any thread.</summary>
internal sealed class ParkedRequests
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ulong, CancellationTokenSource> _parked = [];
    private TaskCompletionSource? _empty;

    internal CancellationToken Park(ulong unique)
    {
        var source = new CancellationTokenSource();
        lock (_sync)
        {
            _parked[unique] = source;
        }

        return source.Token;
    }

    /// <summary>It has been answered.</summary>
    internal void Remove(ulong unique)
    {
        CancellationTokenSource? source;
        TaskCompletionSource? empty = null;
        lock (_sync)
        {
            _parked.Remove(unique, out source);
            if (_parked.Count == 0)
            {
                (empty, _empty) = (_empty, null);
            }
        }

        source?.Dispose();
        empty?.SetResult();
    }

    /// <summary>Done when all have been answered.</summary>
    internal Task WhenEmptyAsync()
    {
        lock (_sync)
        {
            return _parked.Count == 0 ? Task.CompletedTask : (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Whether it was there.</summary>
    internal bool Interrupt(ulong unique)
    {
        CancellationTokenSource? source;
        lock (_sync)
        {
            if (!_parked.TryGetValue(unique, out source))
            {
                return false;
            }
        }

        try
        {
            _ = source.CancelAsync(); // whoever continues does not do so here
        }
        catch (ObjectDisposedException)
        {
            // it was answered meanwhile
        }

        return true;
    }
}
