using Revoke.Cli.CommandLine;
using Revoke.Cli.Watch;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
public sealed class DeviceArgumentTests
{
    [Test]
    public void Parse_PathOfSysfs_IsAPath()
    {
        var roots = new Roots("/host/sys", "/host/dev");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeviceArgument.Parse("/devices/virtual/net/tap0", roots), Is.EqualTo(DeviceId.FromPath("/devices/virtual/net/tap0")));
            Assert.That(DeviceArgument.Parse("/host/sys/devices/virtual/net/tap0/", roots), Is.EqualTo(DeviceId.FromPath("/devices/virtual/net/tap0")));
            Assert.That(DeviceArgument.Parse("/host/sys/class/net/tap0", roots), Is.EqualTo(DeviceId.FromLink("/host/sys/class/net/tap0")));
        }
    }

    [Test]
    public void Parse_BelowTheRootOfNodes_IsANodeOrALink()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ttyUSB0"], string.Empty);
        File.CreateSymbolicLink(folder["scanner"], folder["ttyUSB0"]);
        var roots = new Roots("/sys", folder.Path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeviceArgument.Parse(folder["ttyUSB0"], roots), Is.EqualTo(DeviceId.FromNode(folder["ttyUSB0"])));
            Assert.That(DeviceArgument.Parse(folder["ttyUSB1"], roots), Is.EqualTo(DeviceId.FromNode(folder["ttyUSB1"])));
            Assert.That(DeviceArgument.Parse(folder["scanner"], roots), Is.EqualTo(DeviceId.FromLink(folder["scanner"])));
            Assert.That(DeviceArgument.Parse(folder["serial/by-id/usb-1"], roots), Is.EqualTo(DeviceId.FromLink(folder["serial/by-id/usb-1"])));
        }
    }

    [TestCase("")]
    [TestCase("ttyUSB0")]
    [TestCase("devices/virtual/net/tap0")]
    [TestCase("/dev")]
    [TestCase("/dev/")]
    [TestCase("/etc/passwd")]
    [TestCase("/devices/../..")]
    [TestCase("/sys/devices/./virtual")]
    [TestCase("/dev/../etc/passwd")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.That(DeviceArgument.Parse(text, new Roots("/sys", "/dev")), Is.Null);
}
