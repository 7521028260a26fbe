namespace Revoke;

/// <summary>Where device events come from. The kernel's own is used unless another is given.</summary>
public interface IDeviceEventSource
{
    /// <summary>
    /// Reads events. Called once by a monitor, and again after it has failed; everything that happened since the source was made is
    /// delivered, or <see cref="DeviceEvent.Overflow"/> in its place. The next event is asked for when the one before has been acted on: what
    /// it removed has its gates closed, what arrived has been looked up.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The events in their order. If the sequence ends, the monitor goes on by looking at what it follows from time to time.</returns>
    IAsyncEnumerable<DeviceEvent> ReadAsync(CancellationToken cancellationToken);
}
