using Revoke.Drivers;
using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Reading and writing attributes of a real device and files of /proc.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class SysfsAttributeTests
{
    [Test]
    public async Task Read_AttributeOfARealDevice_IsItsValueInEachForm(CancellationToken cancellationToken)
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        Assert.That((lo.ReadText("ifindex"), lo.ReadInt64("ifindex"), lo.ReadUInt64("ifindex"), lo.ReadBoolean("ifindex")), Is.EqualTo(("1", 1L, 1UL, true)));
        Assert.That(lo.ReadBytes("ifindex"), Is.EqualTo("1\n"u8.ToArray()));
        Assert.That(lo.ReadHex("flags") & 8, Is.EqualTo(8), "IFF_LOOPBACK");
        Assert.That(lo.ReadUInt64("flags"), Is.EqualTo(lo.ReadHex("flags")), "it is shown with 0x");
        Assert.That(lo.ReadProperties(), Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["INTERFACE"] = "lo", ["IFINDEX"] = "1" }));
        Assert.That(await lo.ReadTextAsync("power/control", cancellationToken), Is.EqualTo("auto").Or.EqualTo("on"));
        Assert.That(lo.GetAttributeNames(), Does.Contain("mtu").And.Contain("uevent").And.Not.Contain("power").And.Not.Contain("subsystem"));
        Assert.That(lo.GetDirectoryNames(), Does.Contain("power").And.Contain("queues").And.Not.Contain("subsystem"));
        Assert.That(lo.GetEntries().Single(static entry => entry.Name == "subsystem").LinkTarget, Does.EndWith("class/net"));
        using var queue = lo.OpenDirectory("queues/rx-0");
        Assert.That(queue.GetAttributeNames(), Does.Contain("rps_cpus"));
        Assert.That((queue.Path, queue.ReadText("rps_flow_cnt")), Is.EqualTo(("/sys/devices/virtual/net/lo/queues/rx-0", "0")));
    }

    [Test]
    public void Read_ValueOfAnotherForm_NamesAttributeAndValue()
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        foreach (var read in (Action[])[() => lo.ReadInt64("address"), () => lo.ReadUInt64("address"), () => lo.ReadHex("address"), () => lo.ReadBoolean("address"), () => lo.ReadProperties("address")])
        {
            Assert.That(read, Throws.InstanceOf<FormatException>().With.Message.Contains("net/lo/address' holds '00:00:00:00:00:00'"));
        }
    }

    [Test]
    public void OpenAttribute_WhatCannotBeOpened_SaysWhy()
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        Assert.That(() => lo.OpenAttribute("no-such"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no-such"));
        Assert.That(() => lo.OpenAttribute("power"), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Native.EISDIR));
        Assert.That(() => lo.OpenDirectory("no-such"), Throws.InstanceOf<IOException>().With.Message.Contains("no-such"));
        Assert.That(() => lo.OpenDirectory("mtu"), Throws.InstanceOf<IOException>().With.Message.Contains("mtu"));
        Assert.That(() => lo.WriteText("ifindex", "2"), Throws.InstanceOf<UnauthorizedAccessException>(), "nobody may write it");
        Assert.That(lo.Scope.IsRevoked, Is.False);
    }

    [TestCase("")]
    [TestCase("/sys/class/net/lo/mtu")]
    [TestCase("../lo/mtu")]
    [TestCase("power/../mtu")]
    [TestCase("power//control")]
    [TestCase("./mtu")]
    [TestCase("mtu/")]
    [TestCase("mtu\0")]
    public void OpenAttribute_NameThatIsNone_IsRefused(string name)
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        using var power = lo.OpenDirectory("power");
        using var net = sysfs.OpenDirectory("class/net");
        foreach (var directory in (SysfsDirectory[])[lo, power, net])
        {
            Assert.That(() => directory.OpenAttribute(name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
            Assert.That(() => directory.OpenDirectory(name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
            Assert.That(() => directory.WatchAsync(name), Throws.InstanceOf<ArgumentException>());
        }
    }

    [Test]
    public async Task Write_AttributeOfARealDevice_TakesTheValueOrSaysTheDriversError(CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        using var sysfs = new SysfsDriver();
        using var device = sysfs.OpenClassDevice("net", veth.Name);
        device.WriteText("mtu", "1400");
        await device.WriteTextAsync("ifalias", "uplink", cancellationToken);
        Assert.That((device.ReadInt64("mtu"), device.ReadText("ifalias")), Is.EqualTo((1400L, "uplink")));
        device.WriteText("ifalias", string.Empty);
        Assert.That((device.ReadText("ifalias"), device.ReadBytes("ifalias").Length), Is.EqualTo((string.Empty, 0)));
        using var alias = device.OpenAttribute("ifalias", FileAccess.ReadWrite);
        foreach (var text in (string[])["a", "longer than that", "b"])
        {
            alias.WriteText(text);
            Assert.That(alias.ReadText(), Is.EqualTo(text));
        }

        Assert.That(() => device.WriteText("mtu", "many"), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Native.EINVAL).And.Message.Contains("mtu"));
        device.WriteText("tx_queue_len", "5");
        Assert.That(() => device.WriteText("tx_queue_len", new string('0', Environment.SystemPageSize) + "7"), Throws.InstanceOf<IOException>().With.Message.Contains("tx_queue_len"));
        Assert.That(device.ReadInt64("tx_queue_len"), Is.EqualTo(5), "not in pieces, of which the kernel would take each as a value");
        Assert.That(() => device.ReadText("speed"), Throws.InstanceOf<IOException>().And.Not.InstanceOf<RevokedException>(), "of a device that lives it is the driver's own answer");
        Assert.That((alias.ReadText(), device.Scope.IsRevoked), Is.EqualTo(("b", false)));
    }

    [Test]
    public void ReadBytes_ConfigurationOfAPciDevice_IsWholeAndReadAtOffsets()
    {
        using var sysfs = new SysfsDriver();
        if (sysfs.GetBusDevices("pci") is not [var first, ..])
        {
            Assert.Ignore("There is no PCI device.");
            return;
        }

        using var device = sysfs.OpenBusDevice("pci", first.Name);
        using var config = device.OpenAttribute("config");
        var whole = config.ReadBytes();
        Assert.That(whole, Has.Length.EqualTo(Environment.IsPrivilegedProcess ? config.Length : 64));
        Assert.That(config.Length, Is.AnyOf(256, 4096));
        var id = new byte[4];
        Assert.That(config.Read(id, 0), Is.EqualTo(4));
        Assert.That((BitConverter.ToUInt16(id, 0), BitConverter.ToUInt16(id, 2)), Is.EqualTo(((ushort)device.ReadHex("vendor"), (ushort)device.ReadHex("device"))));
        Assert.That(config.Read(id, 2), Is.EqualTo(4));
        Assert.That((ulong)BitConverter.ToUInt16(id, 0), Is.EqualTo(device.ReadHex("device")));
        Assert.That((config.Read(new byte[8], whole.Length - 3), config.Read(new byte[8], whole.Length)), Is.EqualTo((3, 0)));
        Assert.That(() => config.Read(id, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void WriteText_DriverTakesAPartOnly_SaysHowMuch()
    {
        using var scope = new RevokeScope("partial");
        var place = new ScriptedPlace();
        using var attribute = new SysfsAttribute(scope, place, "partial", FileAccess.ReadWrite);
        place.Operations.OnWrite = static (in DriverCall _, Span<byte> bytes, long _) => OperationResult.Done(bytes.Length > 2 ? 3 : 0);
        Assert.That(() => attribute.WriteText("12345"), Throws.InstanceOf<IOException>().With.Message.Contains("3 of 5"));
        Assert.That(async () => await attribute.WriteTextAsync("12345"), Throws.InstanceOf<IOException>().With.Message.Contains("3 of 5"));
        Assert.That(() => attribute.Write("12345"u8, 0), Throws.InstanceOf<IOException>().With.Message.Contains("3 of 5"));
        Assert.That(() => attribute.WriteText("123"), Throws.Nothing);
    }

    [Test]
    public void Dispose_Attribute_ClosesItAndNothingElse()
    {
        using var sysfs = new SysfsDriver();
        using var lo = sysfs.OpenClassDevice("net", "lo");
        var mtu = lo.OpenAttribute("mtu");
        mtu.Dispose();
        mtu.Dispose();
        Assert.That(mtu.ReadText, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mtu.WriteText("1"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mtu.WaitForChange(TimeSpan.Zero), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(lo.ReadInt64("mtu"), Is.Positive);
    }

    [Test]
    public async Task WriteText_WhileAnotherWriterIsStuckInTheKernel_IsNotHeldUp(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("slow");
        using var place = new SlowPlace();
        using var attribute = new SysfsAttribute(scope, place, "slow", FileAccess.ReadWrite);
        var stuck = Task.Run(() => attribute.WriteText("first"), cancellationToken);
        await place.Operations[0].InsideAsync(cancellationToken);

        var second = Task.Run(() => attribute.WriteText("second"), cancellationToken);
        await Eventually.TrueAsync(() => place.Operations.Count == 2, "the second writer opens a file of its own", cancellationToken);
        place.Operations[1].LetGo();
        await second.WaitAsync(cancellationToken);
        Assert.That((stuck.IsCompleted, place.Operations[1].Written, place.Operations[1].Releases), Is.EqualTo((false, "second", 1)));

        place.Operations[0].LetGo();
        await stuck.WaitAsync(cancellationToken);
        attribute.WriteText("third");
        Assert.That((place.Operations[0].Written, place.Operations.Count), Is.EqualTo(("third", 2)), "it is free again");
    }

    [Test]
    public async Task ReadText_WhileAnotherReaderIsStuckInTheKernel_IsNotHeldUp(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("slow");
        using var place = new SlowPlace();
        using var attribute = new SysfsAttribute(scope, place, "slow", FileAccess.Read);
        var stuck = Task.Factory.StartNew(attribute.ReadText, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        await place.Operations[0].InsideAsync(cancellationToken);

        var second = Task.Factory.StartNew(attribute.ReadText, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        await Eventually.TrueAsync(() => place.Operations.Count == 2, "the second reader opens a file of its own", cancellationToken);
        place.Operations[1].LetGo();
        Assert.That(await second.WaitAsync(cancellationToken), Is.EqualTo("1"));
        Assert.That((stuck.IsCompleted, place.Operations[1].Releases), Is.EqualTo((false, 1)));

        place.Operations[0].LetGo();
        Assert.That(await stuck.WaitAsync(cancellationToken), Is.EqualTo("0"));
        Assert.That((attribute.ReadText(), place.Operations.Count), Is.EqualTo(("0", 2)), "it is free again");
    }
}
