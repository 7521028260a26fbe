namespace Revoke.Lab.Conformance;

/// <summary>Tells nothing.</summary>
internal sealed class SilentEventSource : IDeviceEventSource
{
    public async IAsyncEnumerable<DeviceEvent> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }
}
