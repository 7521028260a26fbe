using Revoke.Drivers.Sysfs;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>resource NAME INDEX KIND [copies|pinned]</c>: memory of a PCI device without a driver, through sysfs; used by checked copies only, as one
/// does who has to reckon with another driver; or with other drivers kept off.
/// </summary>
internal static class ResourceHolder
{
    internal static int Run(SysfsDriver sysfs, string name, int index, string kind, string how)
    {
        using var device = sysfs.OpenBusDevice("pci", name);
        using var pin = how == "pinned" ? device.PinDriver() : null;
        using var mapping = device.MapResource(index, new() { Access = FileAccess.ReadWrite, IsDeviceMemory = how != "copies" });
        var held = new Held(FirstSign.Expect(device.Device.DevicePath, node: null));
        var memory = new HeldMemory(mapping, MemoryKind.Parse(kind));
        memory.Start(held);
        Report.Mark("ready");
        _ = held.ReportAsync();
        Orders.Obey(("touch", "touched", memory.Touch));
        return 0;
    }
}
