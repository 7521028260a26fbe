namespace Revoke.Fuse.Serving;

/// <summary>Requests that are answered later, and can be interrupted meanwhile. Any thread.</summary>
internal sealed class ParkedRequests
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ulong, CancellationTokenSource> _parked = [];

    internal CancellationToken Park(ulong unique)
    {
        var source = new CancellationTokenSource();
        lock (_sync)
        {
            _parked[unique] = source;
        }

        return source.Token;
    }

    internal void Remove(ulong unique)
    {
        CancellationTokenSource? source;
        lock (_sync)
        {
            _parked.Remove(unique, out source);
        }

        source?.Dispose();
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
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it was answered meanwhile
        }

        return true;
    }
}
