using System.Text.Json;
using Moq;
using Revoke.Cli;
using Revoke.Cli.Ls;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
[CancelAfter(60_000)]
public sealed class LsTests
{
    private const string Loopback = "/devices/virtual/net/lo";

    [Test]
    public async Task Ls_Json_ListsTheDevicesOfEachDriver()
    {
        var result = await RevokeCommand.RunAsync("ls", "--json");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        JsonShape.AssertIs(document.RootElement, "drivers: array");
        var driver = document.RootElement.GetProperty("drivers").EnumerateArray().Single(static driver => driver.GetProperty("name").GetString() == "sysfs");
        JsonShape.AssertIs(driver, "name: string", "devices: array", "error: string?");
        using (Assert.EnterMultipleScope())
        {
            foreach (var device in driver.GetProperty("devices").EnumerateArray())
            {
                JsonShape.AssertIs(device, "name: string", "subsystem: string?", "node: string?", "devicePath: string", "sysPath: string");
            }

            var loopback = driver.GetProperty("devices").EnumerateArray().Single(static device => device.GetProperty("devicePath").GetString() == Loopback);
            Assert.That(loopback.GetProperty("name").GetString(), Is.EqualTo("lo"));
            Assert.That(loopback.GetProperty("subsystem").GetString(), Is.EqualTo("net"));
            Assert.That(loopback.GetProperty("sysPath").GetString(), Is.EqualTo("/sys" + Loopback));
        }
    }

    [Test]
    public async Task Ls_SubsystemsAndDriver_LeaveOutTheOthers()
    {
        var result = await RevokeCommand.RunAsync("ls", "--json", "--driver", "sysfs", "-s", "net", "-s", "mem");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var devices = document.RootElement.GetProperty("drivers").EnumerateArray().Single().GetProperty("devices").EnumerateArray().ToArray();
        Assert.That(devices.Select(static device => device.GetProperty("subsystem").GetString()).Distinct(StringComparer.Ordinal), Is.EquivalentTo(new[] { "net", "mem" }));
        Assert.That(devices.Select(static device => device.GetProperty("node").GetString()), Does.Contain("/dev/null"));
    }

    [Test]
    public async Task Ls_Plain_IsALineEachWithoutEscapes()
    {
        var result = await RevokeCommand.RunAsync("ls", "--subsystem", "net");

        result.AssertExited();
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Does.Match("^driver +subsystem +name +node +device path"));
            Assert.That(lines, Has.One.Match($"^sysfs +net +lo +- +{Loopback}$"));
            Assert.That(lines, Has.None.EndsWith(" "));
            Assert.That(result.Output, Does.Not.Contain('\u001b'));
        }
    }

    [Test]
    public async Task Ls_UnknownDriver_ExitsTwoAndNamesThoseThatAreThere()
    {
        var result = await RevokeCommand.RunAsync("ls", "--driver", "sysf");

        result.AssertExited(ExitCodes.Usage);
        Assert.That(result.Error, Does.Contain("'sysf'").And.Contain("sysfs"));
    }

    [TestCase("no-such-folder")]
    [TestCase("")]
    public async Task Ls_NoSysfsThere_ExitsOneAndSaysSoOfEachDriver(string name)
    {
        using var folder = new TemporaryFolder();
        var root = folder[name];

        var result = await RevokeCommand.RunAsync("ls", "--json", "--sys-root", root);

        result.AssertExited(ExitCodes.Failed);
        using var document = JsonDocument.Parse(result.Output);
        var drivers = document.RootElement.GetProperty("drivers").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(drivers.Select(static driver => driver.GetProperty("name").GetString()), Is.EqualTo(new[] { "alsa", "sysfs", "uio" }));
            foreach (var driver in drivers)
            {
                JsonShape.AssertIs(driver, "name: string", "devices: array", "error: string?");
                Assert.That(driver.GetProperty("error").GetString(), Does.StartWith("there is no sysfs in '" + root.TrimEnd('/')));
                Assert.That(result.Error, Does.Contain($"revoke ls: {driver.GetProperty("name").GetString()}: {driver.GetProperty("error").GetString()}\n"));
            }
        }
    }

    [Test]
    public async Task Ls_OtherRoot_ListsWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["devices/virtual/net/tap7"]);
        await File.WriteAllTextAsync(folder["devices/virtual/net/tap7/uevent"], "INTERFACE=tap7\n");
        Directory.CreateDirectory(folder["class/net"]);
        File.CreateSymbolicLink(folder["class/net/tap7"], "../../devices/virtual/net/tap7");
        File.CreateSymbolicLink(folder["devices/virtual/net/tap7/subsystem"], "../../../../class/net");

        var result = await RevokeCommand.RunAsync("ls", "--json", "--driver", "sysfs", "--sys-root", folder.Path);

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var device = document.RootElement.GetProperty("drivers").EnumerateArray().Single().GetProperty("devices").EnumerateArray().Single();
        Assert.That(device.GetProperty("sysPath").GetString(), Is.EqualTo(folder["devices/virtual/net/tap7"]));
    }

    [TestCase("alsa", "sound", "card7", "/devices/platform/x.0/sound/card7")]
    [TestCase("uio", "uio", "uio0", "/devices/platform/x.0/uio/uio0")]
    public async Task Ls_OneDriver_ListsWhatItCanDrive(string driver, string subsystem, string name, string path)
    {
        using var tree = new SysfsFolder();
        tree.AddSilently("/devices/platform/x.0/sound/card7", "sound");
        tree.AddSilently("/devices/platform/x.0/sound/card7/controlC7", "sound", "snd/controlC7");
        tree.AddSilently("/devices/platform/x.0/uio/uio0", "uio", "uio0");
        await File.WriteAllTextAsync(tree["/devices/platform/x.0/uio/uio0"] + "/name", "x\n");

        var result = await RevokeCommand.RunAsync("ls", "--json", "--driver", driver, "--sys-root", tree.SysRoot, "--dev-root", tree.DevRoot);

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var device = document.RootElement.GetProperty("drivers").EnumerateArray().Single().GetProperty("devices").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(device.GetProperty("name").GetString(), Is.EqualTo(name));
            Assert.That(device.GetProperty("subsystem").GetString(), Is.EqualTo(subsystem));
            Assert.That(device.GetProperty("devicePath").GetString(), Is.EqualTo(path));
        }
    }

    [Test]
    public void Run_DriverThatCannotLook_DoesNotKeepTheOthersFromIt()
    {
        var broken = new Mock<IDeviceDriver>();
        broken.Setup(static driver => driver.Name).Returns("alpha");
        broken.Setup(static driver => driver.GetDevices()).Throws(new IOException("out of order"));
        var sound = new Mock<IDeviceDriver>();
        sound.Setup(static driver => driver.Name).Returns("beta");
        sound.Setup(static driver => driver.GetDevices()).Returns([new Device("/devices/x", null, null, "/sys/devices/x")]);

        var report = LsRun.Run([sound.Object, broken.Object], new DeviceFilter([], []));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Drivers.Select(static driver => driver.Name), Is.EqualTo(new[] { "alpha", "beta" }));
            Assert.That(report.Drivers[0].Error, Is.EqualTo("out of order"));
            Assert.That(report.Drivers[1].Devices.Single().DevicePath, Is.EqualTo("/devices/x"));
        }
    }
}
