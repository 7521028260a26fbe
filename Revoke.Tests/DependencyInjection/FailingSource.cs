namespace Revoke.Tests.DependencyInjection;

/// <summary>Events that cannot be read.</summary>
internal sealed class FailingSource : IDeviceEventSource
{
    public IOException Failure { get; } = new("no events");

    public IAsyncEnumerable<DeviceEvent> ReadAsync(CancellationToken cancellationToken) => throw Failure;
}
