namespace Revoke.Hotplug;

/// <summary>Events for the monitor's own thread, which sleeps in <see cref="Read"/>.</summary>
internal interface IBlockingEventSource
{
    /// <summary>Events in their order, until the token fires or there are no more.</summary>
    IEnumerable<DeviceEvent> Read(CancellationToken cancellationToken);
}
