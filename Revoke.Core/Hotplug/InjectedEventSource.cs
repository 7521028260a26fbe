namespace Revoke.Hotplug;

/// <summary>A source that a program brought along, read by the monitor's thread.</summary>
internal sealed class InjectedEventSource(IDeviceEventSource source) : IBlockingEventSource
{
    public IEnumerable<DeviceEvent> Read(CancellationToken cancellationToken)
    {
        var events = source.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (Wait(events.MoveNextAsync()))
            {
                yield return events.Current;
            }
        }
        finally
        {
            Wait(FinishAsync(events.DisposeAsync()));
        }
    }

    private static async ValueTask<bool> FinishAsync(ValueTask disposal)
    {
        await disposal.ConfigureAwait(false);
        return true;
    }

    // The thread is the monitor's own and has nothing else to do.
    private static bool Wait(ValueTask<bool> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
}
