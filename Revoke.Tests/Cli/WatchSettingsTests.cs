using Revoke.Cli.Watch;

namespace Revoke.Tests.Cli;

[TestFixture]
public sealed class WatchSettingsTests
{
    private static readonly DeviceEvent Net = new("add", "/devices/virtual/net/tap0", "net", Node: null);
    private static readonly DeviceEvent Nothing = new("add", "/devices/virtual/x", Subsystem: null, Node: null);

    [Test]
    public void Takes_NoSubsystemAskedFor_IsEverything()
    {
        var settings = new WatchSettings([], Events: true, []);

        Assert.That(new[] { Net, Nothing, DeviceEvent.Overflow }.Select(settings.Takes), Is.All.True);
    }

    [Test]
    public void Takes_Subsystem_LeavesOutOthersAndKeepsOverflow()
    {
        var settings = new WatchSettings([], Events: true, ["tty", "net"]);

        Assert.That(new[] { Net, Net with { Subsystem = "queues" }, Nothing, DeviceEvent.Overflow }.Select(settings.Takes), Is.EqualTo(new[] { true, false, false, true }));
    }

    [Test]
    public void Takes_NoEvents_IsNothing() => Assert.That(new WatchSettings([], Events: false, []).Takes(Net), Is.False);
}
