namespace Revoke.Tests.Hotplug;

[TestFixture]
public sealed class DeviceIdTests
{
    [Test]
    public void Identities_OfTheSame_AreEqual()
    {
        Assert.That(DeviceId.FromPath("/sys/devices/virtual/net/lo/"), Is.EqualTo(DeviceId.FromPath("/devices/virtual/net/lo")));
        Assert.That(DeviceId.FromNode("/dev/ttyS0"), Is.Not.EqualTo(DeviceId.FromLink("/dev/ttyS0")));
        Assert.That(DeviceId.FromParent("/devices/x", "tty"), Is.Not.EqualTo(DeviceId.FromParent("/devices/x", "tty", 1)));
        Assert.That(DeviceId.FromParent("/devices/x", "tty", 1).ToString(), Is.EqualTo("tty 1 of /devices/x"));
    }

    [TestCase("ttyUSB0")]
    [TestCase("")]
    [TestCase("/a\0b")]
    public void Identity_OfNoAbsolutePath_IsRefusedByName(string path)
    {
        Assert.That(() => DeviceId.FromNode(path), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("path"));
        Assert.That(() => DeviceId.FromLink(path), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("path"));
        Assert.That(() => DeviceId.FromPath(path), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("devicePath"));
        Assert.That(() => DeviceId.FromParent(path, "tty"), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("devicePath"));
    }

    [TestCase("/sys/class/net/lo")]
    [TestCase("/devices")]
    [TestCase("/devices/../etc")]
    [TestCase("/dev/null")]
    public void FromPath_NoDevicePath_IsRefusedByName(string path)
    {
        Assert.That(() => DeviceId.FromPath(path), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("devicePath").And.Message.Contains(path));
        Assert.That(() => DeviceId.FromParent(path, "tty"), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("devicePath").And.Message.Contains(path));
    }

    [TestCase(" ")]
    [TestCase("a/b")]
    public void FromParent_NoSubsystem_IsRefusedByName(string subsystem) =>
        Assert.That(() => DeviceId.FromParent("/devices/x", subsystem), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("subsystem"));

    [Test]
    public void FromParent_NegativeRank_IsRefusedByName() =>
        Assert.That(() => DeviceId.FromParent("/devices/x", "tty", -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("index"));
}
