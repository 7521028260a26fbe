using Revoke.Drivers.Sysfs;
using Revoke.Tests.Conformance;

namespace Revoke.Lab.Conformance;

/// <summary>An attribute of a real PCI device that keeps what is written.</summary>
public sealed class PciAttributeConformance : FileConformance
{
    private readonly PciSlot _slot = new(0x1af4, 0x1110);

    public override Subject Create()
    {
        var driver = new SysfsDriver();
        var device = driver.OpenBusDevice("pci", _slot.Name);
        var attribute = device.OpenAttribute("driver_override", FileAccess.ReadWrite);
        return new Subject(device.Scope, attribute.File, bytes => File.WriteAllBytes($"{device.Device.SysPath}/driver_override", bytes), driver.Dispose);
    }
}
