using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Finding and opening devices, on the real tree and on one in a temporary folder.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class SysfsDriverTests
{
    [Test]
    public void OpenClassDevice_WithoutAContainer_TakesTwoLines()
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        Assert.That((lo.ReadInt64("ifindex"), lo.Generation), Is.EqualTo((1L, 1L)));
        Assert.That(lo.Device, Is.EqualTo(new Device("/devices/virtual/net/lo", "net", null, "/sys/devices/virtual/net/lo")));
        Assert.That((lo.Path, lo.ToString()), Is.EqualTo(("/sys/devices/virtual/net/lo", "/sys/devices/virtual/net/lo")));
    }

    [Test]
    public void GetDevices_OfAClassABusAndAll_AreThoseOfTheTree()
    {
        using var tree = new SysfsFolder();
        tree.AddSilently("/devices/pci0/0000:00:1f.2", "pci", isBus: true);
        tree.AddSilently("/devices/pci0/0000:00:1f.2/net/eth1", "net");
        tree.AddSilently("/devices/virtual/net/eth0", "net");
        tree.AddSilently("/devices/virtual/nd/region0", "nd");
        tree.AddSilently("/devices/nd/region0", "nd", isBus: true);
        File.WriteAllText(tree.SysRoot + "/class/net/bonding_masters", "\n"); // a class has attributes of its own
        using var monitor = new DeviceMonitor(tree.Options);
        using var sysfs = new SysfsDriver(monitor, new() { Root = tree.SysRoot + "/" });

        Assert.That(Paths(sysfs.GetClassDevices("net")), Is.EqualTo(new[] { "/devices/pci0/0000:00:1f.2/net/eth1", "/devices/virtual/net/eth0" }));
        Assert.That(Paths(sysfs.GetBusDevices("pci")), Is.EqualTo(new[] { "/devices/pci0/0000:00:1f.2" }));
        Assert.That(Paths(sysfs.GetClassDevices("nd")), Is.EqualTo(new[] { "/devices/virtual/nd/region0" }), "not the bus of that name");
        Assert.That(Paths(sysfs.GetBusDevices("nd")), Is.EqualTo(new[] { "/devices/nd/region0" }));
        Assert.That(
            Paths(sysfs.GetDevices()),
            Is.EqualTo(new[] { "/devices/nd/region0", "/devices/pci0/0000:00:1f.2", "/devices/pci0/0000:00:1f.2/net/eth1", "/devices/virtual/nd/region0", "/devices/virtual/net/eth0" }));
        Assert.That((sysfs.GetClassDevices("nothing").Count, sysfs.GetBusDevices("nothing").Count, sysfs.Name), Is.EqualTo((0, 0, "sysfs")));
        using var disk = sysfs.OpenBusDevice("pci", "0000:00:1f.2");
        Assert.That(disk.Device.Subsystem, Is.EqualTo("pci"));
    }

    [Test]
    public void GetDevices_OfTheRealTree_AreThoseOfClassesAndBuses()
    {
        using var sysfs = new SysfsDriver();
        var all = Paths(sysfs.GetDevices());
        Assert.That(all, Does.Contain("/devices/virtual/net/lo"));
        Assert.That(all, Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(Paths(sysfs.GetClassDevices("net")), Does.Contain("/devices/virtual/net/lo").And.All.Contains("/net/"));
        Assert.That(Paths(sysfs.GetBusDevices("pci")), Is.SubsetOf(all));
    }

    [Test]
    public void Open_DeviceThatIsNotThere_NamesIt()
    {
        using var sysfs = new SysfsDriver();
        Assert.That(() => sysfs.OpenClassDevice("net", "no-such"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("/sys/class/net/no-such"));
        Assert.That(() => sysfs.OpenBusDevice("no-such", "0"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no-such"));
        Assert.That(() => sysfs.Open(DeviceId.FromPath("/devices/no-such")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no-such"));
        Assert.That(() => sysfs.OpenDirectory("no-such"), Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("/sys/no-such"));
        Assert.That(() => sysfs.OpenDirectory("kernel/uevent_seqnum"), Throws.InstanceOf<DirectoryNotFoundException>(), "a file");
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("/etc")]
    [TestCase("net/lo")]
    [TestCase("a\0b")]
    public void OpenClassDevice_NoName_IsRefused(string name)
    {
        using var sysfs = new SysfsDriver();
        Assert.That(() => sysfs.OpenClassDevice("net", name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
        Assert.That(() => sysfs.OpenClassDevice(name, "lo"), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("className"));
        Assert.That(() => sysfs.OpenBusDevice(name, "lo"), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("bus"));
        Assert.That(() => sysfs.GetClassDevices(name), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => sysfs.GetBusDevices(name), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase("sys")]
    [TestCase("")]
    [TestCase("/no/such/root")]
    [TestCase("/sys\0")]
    public void Constructor_RootThatIsNone_IsRefused(string root) =>
        Assert.That(() => new SysfsDriver(options: new() { Root = root }), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Root"));

    [Test]
    public void Open_MonitorOfAnotherRoot_IsRefusedAndDirectoriesAreNot()
    {
        using var monitor = new DeviceMonitor();
        using var proc = new SysfsDriver(monitor, new() { Root = "/proc" });
        Assert.That(() => proc.Open(DeviceId.FromPath("/devices/virtual/net/lo")), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("/proc"));
        Assert.That(() => proc.GenerationsAsync(DeviceId.FromPath("/devices/virtual/net/lo")), Throws.InstanceOf<InvalidOperationException>());
        Assert.That(proc.GetDevices(), Is.Empty);
        using var kernel = proc.OpenDirectory("sys/kernel");
        Assert.That(kernel.ReadText("ostype"), Is.EqualTo("Linux"));
    }

    [Test]
    public void Dispose_OwnMonitor_RevokesItsDevicesAndRefusesTheRest()
    {
        var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        using var net = sysfs.OpenDirectory("class/net");
        sysfs.Dispose();
        sysfs.Dispose();
        Assert.That(() => lo.ReadText("mtu"), Throws.InstanceOf<RevokedException>());
        Assert.That(net.Scope.IsRevoked, Is.False, "nobody follows it");
        Assert.That(() => sysfs.OpenClassDevice("net", "lo"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => sysfs.OpenDirectory(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => sysfs.GetDevices(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_MonitorPassedIn_StaysAsItIs()
    {
        using var monitor = new DeviceMonitor();
        var sysfs = new SysfsDriver(monitor);
        using var lo = sysfs.OpenClassDevice("net", "lo");
        sysfs.Dispose();
        Assert.That(lo.ReadInt64("ifindex"), Is.EqualTo(1));
        Assert.That(monitor.Find(DeviceId.FromPath("/devices/virtual/net/lo")), Is.Not.Null);
    }

    [Test]
    public async Task GenerationsAsync_DeviceGoesAndComesBack_IsTheNextOneWithItsOwnValues(CancellationToken cancellationToken)
    {
        using var tree = new SysfsFolder();
        const string Path = "/devices/virtual/net/eth0";
        using var monitor = new DeviceMonitor(tree.Options);
        using var sysfs = new SysfsDriver(monitor);
        await tree.AddAsync(Path, "net");
        File.WriteAllText(tree[Path] + "/mtu", "1\n");
        await using var generations = sysfs.GenerationsAsync(DeviceId.FromPath(Path), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        var first = generations.Current;
        Assert.That((first.Generation, first.ReadInt64("mtu")), Is.EqualTo((1L, 1L)));

        await tree.RemoveAsync(Path);
        await tree.AddAsync(Path, "net");
        File.WriteAllText(tree[Path] + "/mtu", "2\n");
        await generations.MoveNextAsync();

        Assert.That((generations.Current.Generation, generations.Current.ReadInt64("mtu")), Is.EqualTo((2L, 2L)));
        Assert.That(() => first.ReadInt64("mtu"), Throws.InstanceOf<RevokedException>().With.Property("Generation").EqualTo(1L));
        await first.DisposeAsync();
        await generations.Current.DisposeAsync();
    }

    private static IEnumerable<string> Paths(IEnumerable<Device> devices) => devices.Select(static device => device.DevicePath);
}
