using Revoke.Drivers.Sysfs;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>resource NAME INDEX KIND [idle|pinned]</c>: memory of a PCI device without a driver, through sysfs; not touched in between (<c>left</c> says that it
/// has been taken away), or with other drivers kept off.
/// </summary>
internal static class ResourceHolder
{
    internal static int Run(SysfsDriver sysfs, string name, int index, string kind, string how)
    {
        using var device = sysfs.OpenBusDevice("pci", name);
        using var pin = how == "pinned" ? device.PinDriver() : null;
        using var mapping = device.MapResource(index, new() { Access = FileAccess.ReadWrite });
        var held = new Held(FirstSign.Expect(device.Device.DevicePath, node: null));
        var memory = new HeldMemory(mapping, MemoryKind.Parse(kind));
        if (how == "idle")
        {
            held.StartTask("left", async () =>
            {
                await mapping.Scope.WaitForCompletionAsync();
                return mapping.Scope.Reason!.Cause.ToString();
            });
        }
        else
        {
            memory.Start(held);
        }

        Report.Mark("ready");
        _ = held.ReportAsync();
        Orders.Obey(("touch", "touched", memory.Touch));
        memory.LetGo();
        return 0;
    }
}
