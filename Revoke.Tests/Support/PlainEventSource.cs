namespace Revoke.Tests.Support;

/// <summary>A source of events that is one function.</summary>
internal sealed class PlainEventSource(Func<CancellationToken, IAsyncEnumerable<DeviceEvent>> read) : IDeviceEventSource
{
    public IAsyncEnumerable<DeviceEvent> ReadAsync(CancellationToken cancellationToken) => read(cancellationToken);
}
