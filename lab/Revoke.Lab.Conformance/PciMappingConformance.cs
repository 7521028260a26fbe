using Revoke.Drivers.Sysfs;
using Revoke.Tests.Conformance;

namespace Revoke.Lab.Conformance;

/// <summary>Memory of a real PCI device through sysfs: the shared memory of ivshmem.</summary>
public sealed class PciMappingConformance : MappingConformance
{
    private readonly PciSlot _slot = new(0x1af4, 0x1110);

    protected override int Length => 16 * 1024;

    protected override bool HasPages => false;

    public override Subject Create()
    {
        var driver = new SysfsDriver();
        var device = driver.OpenBusDevice("pci", _slot.Name);
        device.WriteText("enable", "1");
        var file = device.Scope.OpenAttribute("resource2", new() { Access = FileAccess.ReadWrite });
        var feeder = new RevokeScope("feeder");
        var fed = feeder.Map($"{device.Device.SysPath}/resource2", new() { Access = FileAccess.ReadWrite });
        Write(fed, new byte[Length]);
        return new Subject(device.Scope, file, bytes => Write(fed, bytes), () =>
        {
            feeder.Dispose();
            driver.Dispose();
        });
    }

    private static void Write(RevocableMapping mapping, byte[] bytes)
    {
        using var registers = mapping.Registers();
        for (var at = 0; at < bytes.Length; at++)
        {
            registers.WriteByte(at, bytes[at]);
        }
    }
}
