using Revoke.Drivers.Sysfs;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary><c>resource NAME INDEX KIND</c>: memory of a PCI device without a driver, through sysfs.</summary>
internal static class ResourceHolder
{
    internal static int Run(SysfsDriver sysfs, string name, int index, string kind)
    {
        using var device = sysfs.OpenBusDevice("pci", name);
        using var mapping = device.MapResource(index, new() { Access = FileAccess.ReadWrite });
        var held = new Held(FirstSign.Expect(device.Device.DevicePath, node: null));
        var memory = new HeldMemory(mapping, MemoryKind.Parse(kind));
        memory.Start(held);
        Report.Mark("ready");
        _ = held.ReportAsync();
        Orders.Obey(("touch", "touched", memory.Touch));
        return 0;
    }
}
