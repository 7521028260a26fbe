using Revoke.Drivers;
using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>Finding UIO devices and opening them, in a tree in the shape of sysfs.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class UioDriverTests
{
    [Test]
    public void GetDevices_SeveralOfThem_AreReadWholeInTheOrderOfTheirNumbers()
    {
        using var tree = new UioTree();
        tree.AddParent();
        tree.AddSilently(10, "other", "/devices/platform/other");
        var path = tree.AddSilently(2, "card");
        tree.AddMap(path, 0, "registers", "0x00000000febf1000", "0x0000000000001000");
        tree.AddMap(path, 3, string.Empty, "0xfebf2010", "0x20");
        tree.AddPort(path, 1, "doorbell", "0xc000", "0x40", "port_x86");

        var found = tree.Driver.GetDevices();

        Assert.That(found.Select(static info => info.Number), Is.EqualTo(new[] { 2, 10 }));
        var card = found[0];
        Assert.That((card.Name, card.Version, card.NodePath, card.DriverName, card.IsPci), Is.EqualTo(("card", "1.0", tree.NodePath(2), "uio_pci_generic", true)));
        Assert.That(card.Maps, Is.EqualTo(new[] { new UioMapInfo(0, "registers", 0xFEBF1000, 0x1000, 0), new UioMapInfo(3, string.Empty, 0xFEBF2010, 0x20, 0) }));
        Assert.That(card.Ports, Is.EqualTo(new[] { new UioPortInfo(1, "doorbell", 0xC000, 0x40, UioPortType.X86) }));
        Assert.That((found[1].DriverName, found[1].IsPci, found[1].Maps.Count, found[1].Ports.Count), Is.EqualTo((null as string, false, 0, 0)));
        Assert.That(((IDeviceDriver)tree.Driver).GetDevices().Select(static device => device.Name), Is.EqualTo(new[] { "uio2", "uio10" }));
    }

    [Test]
    public void GetDevices_NoUioAtAll_AreNone()
    {
        using var tree = new UioTree();
        Assert.That(tree.Driver.GetDevices(), Is.Empty);
    }

    [TestCase("maps/map0/addr", "fish")]
    [TestCase("maps/map0/addr", "1000")]
    [TestCase("maps/map0/size", "")]
    [TestCase("maps/map0/size", "0x10000000000000000")]
    [TestCase("maps/map0/offset", "0x")]
    [TestCase("portio/port0/start", "-1")]
    [TestCase("portio/port0/porttype", "port_of_call")]
    public void GetDevices_GarbledAttribute_IsNamedWithWhatItHolds(string file, string text)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        tree.AddPort(path, 0, "doorbell", "0xc000", "0x40", "port_x86");
        tree.Write(path, file, text + "\n");
        Assert.That(() => tree.Driver.GetDevices(), Throws.InstanceOf<FormatException>().With.Message.Contains($"{path}/{file}' holds '{text}'"));
    }

    [Test]
    public void Open_GarbledCountOfEvents_IsNamed()
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.Write(path, "event", "many\n");
        Assert.That(() => tree.Driver.Open("card"), Throws.InstanceOf<FormatException>().With.Message.Contains($"{path}/event' holds 'many'"));
    }

    [Test]
    public void Open_ByNameOrNumber_IsTheSameDevice()
    {
        using var tree = new UioTree();
        tree.AddSilently(0, "other", "/devices/platform/other");
        tree.AddSilently(1, "card");
        using var one = tree.Driver.Open("card");
        using var two = tree.Driver.Open(1);
        Assert.That((one.Info.Number, two.Info.Name, one.Generation, two.ToString()), Is.EqualTo((1, "card", 1L, "uio1 'card'")));
        Assert.That(one.Info.Id, Is.EqualTo(two.Info.Id));
        Assert.That((one.EventCount, one.ReadAttribute("version")), Is.EqualTo((0, "1.0")));
    }

    [Test]
    public void Open_Unknown_SaysTheNameAndWhatIsThere()
    {
        using var tree = new UioTree();
        Assert.That(() => tree.Driver.Open("card"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'card'").And.Message.Contains("none at all"));
        tree.AddSilently(3, "other");
        Assert.That(() => tree.Driver.Open("card"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'card'").And.Message.Contains("uio3 'other'"));
        Assert.That(() => tree.Driver.Open(7), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("uio7").And.Message.Contains("uio3 'other'"));
        Assert.That(() => tree.Driver.Open(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => tree.Driver.Open(string.Empty), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Open_NameOfSeveral_SaysTheirNumbers()
    {
        using var tree = new UioTree();
        tree.AddSilently(0, "uio_pci_generic");
        tree.AddSilently(5, "uio_pci_generic", "/devices/pci0000:00/0000:00:05.0");
        Assert.That(() => tree.Driver.Open("uio_pci_generic"), Throws.InvalidOperationException.With.Message.Contains("uio0, uio5"));
        using var five = tree.Driver.Open(5);
        Assert.That(five.Scope.Device!.DevicePath, Is.EqualTo("/devices/pci0000:00/0000:00:05.0/uio/uio5"));
    }

    [Test]
    public void Open_NeighbourIsGarbled_DoesNotCare()
    {
        using var tree = new UioTree();
        tree.AddMap(tree.AddSilently(0, "broken", "/devices/platform/broken"), 0, "x", "fish", "0x1000");
        tree.AddSilently(1, "card");
        Assert.That(() => tree.Driver.Open("card").Dispose(), Throws.Nothing);
    }

    [Test]
    public void Open_ExclusivelyTwice_IsRefusedUntilTheFirstIsGone([Values("dispose", "revoke")] string end)
    {
        using var tree = new UioTree();
        tree.AddSilently();
        using var first = tree.Driver.Open("card", new() { Exclusive = true });
        Assert.That(() => tree.Driver.Open("card", new() { Exclusive = true }), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(16).And.Message.Contains("exclusively").And.Message.Contains("uio0"));
        tree.Driver.Open("card").Dispose();
        if (end == "dispose")
        {
            first.Dispose();
        }
        else
        {
            first.Scope.Revoke(RevokeReason.Policy("over"));
        }

        Assert.That(() => tree.Driver.Open("card", new() { Exclusive = true }).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Open_NodeMissing_IsFileNotFoundWithTheNode()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        File.Delete(tree.NodePath(0));
        Assert.That(() => tree.Driver.Open("card"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(tree.NodePath(0)).And.Message.Not.Contains("went"));
    }

    [Test]
    public void Open_NeighbourLeft_FollowsTheOneThatIsThere([Values] bool byName)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently(0, "left");
        tree.AddSilently(1, "right");
        using var left = tree.Driver.Open("left");
        tree.Folder.RemoveSilently(path);
        Assert.That(left.CheckLiveness(), Is.False);
        using var right = byName ? tree.Driver.Open("right") : tree.Driver.Open(1);
        Assert.That((right.Info.Number, right.Info.Name, right.CheckLiveness()), Is.EqualTo((1, "right", true)));
    }

    [Test]
    public async Task GenerationsAsync_NeighbourLeft_FollowsTheOneThatIsThere(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently(0, "left");
        var other = tree.AddSilently(1, "right");
        using var left = tree.Driver.Open("left");
        await tree.Folder.RemoveAsync(path);
        await using var generations = tree.Driver.GenerationsAsync("right", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await generations.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), cancellationToken), Is.True);
        using var right = generations.Current;
        Assert.That((right.Info.Name, right.Scope.Device!.DevicePath), Is.EqualTo(("right", other)));
    }

    [Test]
    public void GetDevices_DirectoryOfAMapIsThereWithoutItsFiles_ListsTheDeviceWithoutThatMap()
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        Directory.CreateDirectory(tree.Folder[path] + "/maps/map1"); // as between the kernel's making it and its files, or in their removal
        Directory.CreateDirectory(tree.Folder[path] + "/portio/port0");
        Assert.That(tree.Driver.GetDevices().Single().Maps.Select(static map => map.Index), Is.EqualTo(new[] { 0 }));
        using var device = tree.Driver.Open("card");
        tree.AddMap(path, 1, "late", "0x2000", "0x1000");
        device.Map("late").Dispose();
    }

    [Test]
    public void GetDevices_OneHasNoFilesYet_ListsTheOthers()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        var path = tree.AddSilently(1, "coming", "/devices/platform/other");
        File.Delete(tree.Folder[path] + "/name");
        Assert.That(tree.Driver.GetDevices().Select(static info => info.Number), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Open_ExclusivelyWhileADuplicateOfTheFirstIsOpen_IsNotRefused()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        var first = tree.Driver.Open("card", new() { Exclusive = true });
        var link = Directory.EnumerateFileSystemEntries("/proc/self/fd").Single(fd => new FileInfo(fd).LinkTarget == tree.NodePath(0));
        using var duplicate = new Descriptor(Descriptor.Check(Native.dup(int.Parse(Path.GetFileName(link), System.Globalization.CultureInfo.InvariantCulture)), "dup"));
        Assert.That(() => tree.Driver.Open("card", new() { Exclusive = true }), Throws.InstanceOf<IOException>());
        first.Dispose();
        Assert.That(() => tree.Driver.Open("card", new() { Exclusive = true }).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Constructor_BadRoots_AreNamed()
    {
        Assert.That(() => new UioDriver(options: new() { SysRoot = "sys" }), Throws.ArgumentException.With.Message.Contains("UioOptions.SysRoot 'sys'"));
        Assert.That(() => new UioDriver(options: new() { DevRoot = "/nope" }), Throws.ArgumentException.With.Message.Contains("UioOptions.DevRoot '/nope'"));
        using var tree = new UioTree();
        using var driver = new UioDriver(tree.Monitor, new());
        Assert.That(() => driver.GetDevices(), Throws.InvalidOperationException.With.Message.Contains(tree.Folder.SysRoot));
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.That(() => new UioOpenOptions { Access = FileAccess.Write }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new UioOpenOptions { LivenessInterval = TimeSpan.Zero }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new UioMapOptions { Access = FileAccess.Write }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new UioMapOptions { AfterRevoke = (AfterRevoke)9 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void OpenAndDispose_AgainAndAgain_LeavesNoDescriptorOpen()
    {
        using var tree = new UioTree();
        tree.AddParent();
        var path = tree.AddSilently();
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        Use();
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < 20; i++)
        {
            Use();
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);

        void Use()
        {
            using var device = tree.Driver.Open("card", new() { Exclusive = true });
            using var map = device.Map(0);
            Assert.That(() => tree.Driver.Open("card", new() { Exclusive = true }), Throws.InstanceOf<IOException>());
            Assert.That(device.CheckLiveness(), Is.True);
        }
    }

    [Test]
    public void Dispose_Driver_RevokesNothingOfAMonitorThatWasGiven()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        using var device = tree.Driver.Open(0);
        tree.Driver.Dispose();
        Assert.That(device.Scope.IsRevoked, Is.False);
        Assert.That(() => tree.Driver.GetDevices(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_DriverWithAMonitorOfItsOwn_RevokesItsDevices()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        using var driver = new UioDriver(options: new() { SysRoot = tree.Folder.SysRoot, DevRoot = tree.Folder.DevRoot });
        using var device = driver.Open(0);
        driver.Dispose();
        Assert.That(device.Scope.Reason!.Cause, Is.EqualTo(RevokeCause.Disposed));
        Assert.That(() => device.EventCount, Throws.InstanceOf<RevokedException>());
    }
}
