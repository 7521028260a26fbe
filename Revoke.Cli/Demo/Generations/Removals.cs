namespace Revoke.Cli.Demo.Generations;

/// <summary>When the removal of devices was announced. It reads only when it is asked: a reader that is woken by each event would delay those that are measured.</summary>
internal sealed class Removals : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<DeviceEvent> _events;
    private readonly HashSet<string> _paths;
    private readonly Dictionary<string, long> _announced = new(StringComparer.Ordinal);

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

    /// <summary>When the monitor received the removal of each, by device path; not of one of which nothing was said, or no time. On return it knows that all are gone.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> ReadAsync()
    {
        _end.CancelAfter(s_limit);
        try
        {
            while (_paths.Count > 0 && await _events.MoveNextAsync())
            {
                var happening = _events.Current;
                if (happening.Action is "remove" && _paths.Remove(happening.DevicePath) && happening.Timestamp != 0)
                {
                    _announced.Add(happening.DevicePath, happening.Timestamp);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        return _announced;
    }
}
