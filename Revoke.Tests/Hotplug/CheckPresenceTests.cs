using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Looking whether a followed device is there.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class CheckPresenceTests
{
    private const string Path = "/devices/pci0000:00/ttyUSB0";

    [Test]
    public void CheckPresence_ScopeOfNoMonitor_IsRefused()
    {
        using var scope = new RevokeScope("plain");
        Assert.That(() => scope.CheckPresence(), Throws.InvalidOperationException);
    }

    [TestCase("nothing", true)]
    [TestCase("node", false)]
    [TestCase("number", false)]
    [TestCase("directory", false)]
    public void CheckPresence_SomethingIsGone_RevokesTheScope(string what, bool isThere)
    {
        using var tree = new SysfsFolder();
        tree.AddSilently(Path, "tty", "null");
        File.WriteAllText(tree[Path] + "/uevent", "DEVNAME=null\nMAJOR=1\nMINOR=3\n");
        using var monitor = new DeviceMonitor(tree.Options);
        var node = tree.DevRoot + "/null";
        File.CreateSymbolicLink(node, "/dev/null");
        using var scope = monitor.Follow(DeviceId.FromPath(Path));
        Assert.That(scope.CheckPresence(), Is.True);
        if (what is "node" or "number")
        {
            File.Delete(node);
        }

        if (what == "number")
        {
            File.CreateSymbolicLink(node, "/dev/zero");
        }
        else if (what == "directory")
        {
            tree.RemoveSilently(Path);
        }

        Assert.That((scope.CheckPresence(), scope.IsRevoked, scope.Reason?.Cause), Is.EqualTo((isThere, !isThere, isThere ? null as RevokeCause? : RevokeCause.Unplugged)));
    }
}
