using Revoke.Tests.Drivers.Uio;

namespace Revoke.Tests.Conformance;

/// <summary>Counts out of a socket, of a device in a tree in the shape of sysfs.</summary>
public sealed class InjectedInterruptConformance : InterruptConformance
{
    public override InterruptSubject Create()
    {
        var injected = new InjectedDevice();
        return new InterruptSubject(injected.Device, () => injected.Fire(), injected.RemoveAsync, injected.Dispose);
    }
}
