using Revoke.Drivers.Sysfs;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary><c>attribute BUS NAME ATTRIBUTE</c>: sleeps in an attribute of a device in every way the driver has.</summary>
internal static class AttributeHolder
{
    internal static int Run(SysfsDriver sysfs, string bus, string name, string attribute)
    {
        using var device = sysfs.OpenBusDevice(bus, name);
        var held = new Held(FirstSign.Expect(device.Device.DevicePath, node: null));
        var file = device.Scope.OpenAttribute(attribute);
        _ = file.Read(new byte[64], 0);     // sysfs calls a file ready until it has been read
        held.Start("poll", () => file.Poll(PollEvents.Priority, Timeout.InfiniteTimeSpan).ToString());
        held.StartTask("async", async () => (await file.PollAsync(PollEvents.Priority)).ToString());
        held.StartTask("watch", async () =>
        {
            await foreach (var value in device.WatchAsync(attribute))
            {
                Report.Log($"{attribute} is {value}");
            }

            return "ended";
        });
        Report.Mark("ready");
        _ = held.ReportAsync();
        Orders.Obey(("touch", "touched", label => Report.Fact($"{label} read", How.Ends(() => device.ReadText(attribute)))));
        return 0;
    }
}
