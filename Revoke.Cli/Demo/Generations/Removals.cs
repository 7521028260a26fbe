namespace Revoke.Cli.Demo.Generations;

/// <summary>When the removal of devices was announced. It reads only when it is asked: a reader that is woken by each event would delay those that are measured.</summary>
internal sealed class Removals : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<DeviceEvent> _events;
    private readonly HashSet<string> _paths;

    /// <summary>From here on every event is kept.</summary>
    /// <param name="monitor">Whose events.</param>
    /// <param name="paths">The device paths.</param>
    internal Removals(DeviceMonitor monitor, IEnumerable<string> paths)
    {
        _events = monitor.WatchAsync(_end.Token).GetAsyncEnumerator(_end.Token);
        _paths = [.. paths];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _events.DisposeAsync();
        _end.Dispose();
    }

    /// <summary>The timestamp of the first one; null if there was none, or it carries no time. To the last one: from then on the monitor knows that all are gone.</summary>
    internal async Task<long?> FirstAsync()
    {
        _end.CancelAfter(s_limit);
        long? first = null;
        try
        {
            while (_paths.Count > 0 && await _events.MoveNextAsync())
            {
                var happening = _events.Current;
                if (happening.Action is "remove" && _paths.Remove(happening.DevicePath))
                {
                    first ??= happening.Timestamp == 0 ? null : happening.Timestamp;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        return first;
    }
}
