using Revoke.Drivers.Sysfs;
using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Memory of PCI devices: of a device in a temporary tree, whose resources are files of a few pages, and of those of this machine.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class PciResourceTests
{
    private const string Card = "/devices/pci0000:00/0000:00:04.0";
    private static readonly int Page = Environment.SystemPageSize;

    // Two pages of registers, 32 ports, nothing, memory that begins inside a page, prefetchable memory.
    private static readonly string Resources = string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"0xfeb00000 0x{0xFEB00000 + (2 * Page) - 1:x} 0x40200\n0xc000 0xc01f 0x40101\n0x0 0x0 0x0\n0xfec00100 0xfec001ff 0x40200\n0xfed00000 0x{0xFED00000 + Page - 1:x} 0x42208\n");

    private SysfsFolder _tree = null!;
    private DeviceMonitor _monitor = null!;
    private SysfsDriver _sysfs = null!;

    [SetUp]
    public void SetUp()
    {
        _tree = new SysfsFolder();
        AddCard();
        _monitor = new DeviceMonitor(_tree.Options);
        _sysfs = new SysfsDriver(_monitor);
    }

    [TearDown]
    public void TearDown()
    {
        _sysfs?.Dispose();
        _monitor?.Dispose();
        _tree?.Dispose();
    }

    [Test]
    public void GetResources_OfACard_AreThoseOfItsFile()
    {
        using var card = Open();
        Assert.That(
            card.GetResources().Select(static it => (it.Index, it.IsMemory, it.IsPrefetchable, it.Length)),
            Is.EqualTo(new[] { (0, true, false, 2L * Page), (1, false, false, 32L), (3, true, false, 256L), (4, true, true, Page) }));
    }

    [Test]
    public void MapResource_Registers_AreReadAndIfAskedForWritten()
    {
        using var card = Open();
        using var readable = card.MapResource(0);
        using var writable = card.MapResource(0, new() { Access = FileAccess.ReadWrite, Offset = Page, Length = 64 });
        Assert.That((readable.Length, readable.CanWrite, readable.IsDeviceMemory, writable.Length, writable.CanWrite), Is.EqualTo((2L * Page, false, true, 64L, true)));

        using (var registers = writable.Registers())
        {
            registers.WriteUInt32(8, 0xCAFE_F00D);
        }

        using var all = readable.Registers();
        Assert.That((all.ReadUInt32(0), all.ReadUInt32(Page + 8)), Is.EqualTo((0x5A5A_5A5AU, 0xCAFE_F00DU)));
        Assert.That(BitConverter.ToUInt32(File.ReadAllBytes(_tree[Card] + "/resource0"), Page + 8), Is.EqualTo(0xCAFE_F00D));
    }

    [Test]
    public void MapResource_BeginsInsideAPage_IsItsOwnBytesOnly()
    {
        using var card = Open();
        using var whole = card.MapResource(3);
        using var part = card.MapResource(3, new() { Offset = 16, Length = 4 });
        using var registers = whole.Registers();
        using var view = part.View();
        Assert.That((whole.Length, registers.ReadByte(0), registers.ReadByte(255), view.Span[0]), Is.EqualTo((256L, (byte)0, (byte)255, (byte)16)));
    }

    [Test]
    public void MapResource_WriteCombined_IsTheOtherFile()
    {
        using var card = Open();
        using var combined = card.MapResource(4, writeCombined: true);
        using var registers = combined.Registers();
        Assert.That(registers.ReadByte(0), Is.EqualTo(0x77));
    }

    [Test]
    public void MapResource_WhatIsNoMemory_SaysWhatItIs()
    {
        using var card = Open();
        Assert.That(() => card.MapResource(1), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("32 I/O ports from 0xc000"));
        Assert.That(() => card.MapResource(2), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no resource 2; it has 0, 1, 3, 4"));
        Assert.That(() => card.MapResource(0, writeCombined: true), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("prefetchable"));
        Assert.That(() => card.MapResource(6), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("index"));
        Assert.That(() => card.MapResource(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("index"));
        Assert.That(() => card.MapResource(0, new() { Offset = 2 * Page }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("not inside"));
        Assert.That(() => card.MapResource(0, new() { Offset = 1, Length = 2 * Page }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("not inside"));
        File.Delete(_tree[Card] + "/resource4_wc");
        Assert.That(() => card.MapResource(4, writeCombined: true), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("resource4_wc"));
        File.WriteAllText(_tree[Card] + "/resource", "rubbish\n");
        Assert.That(() => card.MapResource(0), Throws.InstanceOf<FormatException>().With.Message.Contains(Card));
        File.Delete(_tree[Card] + "/resource");
        Assert.That(() => card.MapResource(0), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no PCI device"));
    }

    [Test]
    public async Task Remove_MappedAndInUse_ReadsOnesAtOnceAndMapsNoMore()
    {
        using var card = Open();
        using var mapping = card.MapResource(0, new() { Access = FileAccess.ReadWrite });
        using var bytes = mapping.Hold(0, 16);

        await _tree.RemoveAsync(Card);

        Assert.That(bytes.Memory.Span.ToArray(), Is.All.EqualTo(0xFF), "though somebody is inside");
        Assert.That((bytes.IsRevoked, card.Scope.Reason!.Cause, mapping.Scope.Reason!.Cause), Is.EqualTo((true, RevokeCause.Unplugged, RevokeCause.Unplugged)));
        Assert.That(() => mapping.Registers().ReadUInt32(0), Throws.InstanceOf<RevokedException>());
        Assert.That(() => card.MapResource(0), Throws.InstanceOf<RevokedException>());
        Assert.That(ReadBare(mapping, 16), Is.All.EqualTo(0xFF));
    }

    [Test]
    public async Task Remove_CameBackUnderTheSamePath_OldMappingReachesNothingOfIt()
    {
        using var card = Open();
        using var mapping = card.MapResource(0, new() { Access = FileAccess.ReadWrite });
        await _tree.RemoveAsync(Card);
        AddCard();
        await _tree.SendAsync("add", Card, "pci");
        using var next = Open();
        using var fresh = next.MapResource(0);

        WriteBare(mapping, 0x11);

        using var registers = fresh.Registers();
        Assert.That((next.Generation, registers.ReadUInt32(0)), Is.EqualTo((2L, 0x5A5A_5A5AU)));
    }

    [Test]
    public async Task Unbind_Mapped_RevokesWhatIsMappedAndNotTheDevice()
    {
        _tree.BindSilently(Card, "e1000e");
        using var card = Open();
        using var power = card.OpenAttribute("vendor");
        using var mapping = card.MapResource(0);
        using var other = card.MapResource(4);
        using var own = card.MapResource(0, outlivesDriver: true);
        Assert.That(other.Scope, Is.SameAs(mapping.Scope).And.Not.SameAs(card.Scope), "one stay reaches both");
        using var bytes = mapping.Hold(0, 16);

        await _tree.UnbindAsync(Card);

        Assert.That(bytes.Memory.Span.ToArray(), Is.All.EqualTo(0xFF), "though somebody is inside");
        Assert.That(mapping.Scope.Reason, Is.EqualTo(new RevokeReason(RevokeCause.Unbound, $"the driver e1000e was unbound from {Card}")));
        Assert.That((card.Scope.IsRevoked, own.IsRevoked, power.ReadText()), Is.EqualTo((false, false, "0x8086")));
        using var again = card.MapResource(0);
        using var registers = again.Registers();
        Assert.That(registers.ReadUInt32(0), Is.EqualTo(0x5A5A_5A5A));
    }

    [Test]
    public async Task Bind_MappedWithoutADriver_Revokes()
    {
        using var card = Open();
        using var mapping = card.MapResource(0);

        await _tree.BindAsync(Card, "vfio-pci");

        Assert.That(mapping.Scope.Reason, Is.EqualTo(new RevokeReason(RevokeCause.Unbound, $"a driver was bound to {Card}")));
        using var again = card.MapResource(0);
        await _tree.SendAsync("bind", Card);
        Assert.That(again.IsRevoked, Is.False, "of the driver that it was mapped with");
    }

    [Test]
    public async Task Unbind_ToldTwiceOrLateOrOfAnother_RevokesNothingNew()
    {
        _tree.AddSilently(Card + ".1", "pci", isBus: true);
        _tree.BindSilently(Card, "e1000e");
        _tree.UnbindSilently(Card);
        _tree.BindSilently(Card, "e1000e");
        using var card = Open();
        using var mapping = card.MapResource(0);

        await _tree.SendAsync("unbind", Card, sequence: _tree.Sequence - 1); // of the first binding, read late
        await _tree.SendAsync("unbind", Card + ".1", sequence: _tree.Sequence + 1);
        Assert.That(mapping.IsRevoked, Is.False);

        _tree.UnbindSilently(Card);
        _tree.BindSilently(Card, "e1000e");
        await _tree.SendAsync("unbind", Card, sequence: _tree.Sequence - 1);
        Assert.That(mapping.IsRevoked, "the same driver is back already");
        using var next = card.MapResource(0);
        await _tree.SendAsync("unbind", Card, sequence: _tree.Sequence - 1); // udev tells it again
        Assert.That(next.IsRevoked, Is.False);
    }

    [Test]
    public async Task Unbind_NobodyTells_IsFoundByTheNextLook()
    {
        _tree.BindSilently(Card, "e1000e");
        using var card = Open();
        using var mapping = card.MapResource(0);
        _tree.UnbindSilently(Card);

        await _tree.Events.SendAsync(DeviceEvent.Overflow); // after which everything is looked at

        Assert.That((mapping.Scope.Reason?.Cause, card.Scope.IsRevoked), Is.EqualTo((RevokeCause.Unbound, false)));
    }

    [Test]
    public void FakeDevice_WithResources_IsUnpluggedUnderAMapping()
    {
        using var device = new FakeDevice("card");
        device.SetAttribute("resource", Resources);
        device.SetAttribute("resource0", new string('Z', 2 * Page));
        using var sysfs = new SysfsDriver(device.Monitor);
        using var card = sysfs.Open(device.Id);
        using var mapping = card.MapResource(0);
        using var view = mapping.View(0, 4);
        Assert.That(view.Span.ToArray(), Is.EqualTo("ZZZZ"u8.ToArray()));

        device.Unplug();

        Assert.That(view.Span.ToArray(), Is.All.EqualTo(0xFF));
        Assert.That(view.IsRevoked);
    }

    [Test]
    public void MapResource_OfThisMachine_IsMappedAndLeftAlone()
    {
        using var sysfs = new SysfsDriver();
        var found = sysfs.GetBusDevices("pci").SelectMany(device =>
        {
            using var opened = sysfs.Open(DeviceId.FromPath(device.DevicePath));
            return opened.GetResources().Select(resource => (Device: device, Resource: resource));
        }).ToList();
        Assert.That(found.Select(static it => it.Resource.Length), Is.All.Positive);
        var (mappable, memory) = found.FirstOrDefault(static it => it.Resource is { IsMemory: true, Index: < PciResource.BaseAddressRegisters } && File.Exists($"{it.Device.SysPath}/resource{it.Resource.Index}"));
        if (mappable is null)
        {
            Assert.Ignore($"Of the {found.Count} resources of PCI devices here the kernel offers none to be mapped.");
        }

        using var card = sysfs.Open(DeviceId.FromPath(mappable.DevicePath));
        try
        {
            using var mapping = card.MapResource(memory.Index);
            Assert.That((mapping.Length, mapping.IsDeviceMemory), Is.EqualTo((memory.Length, true)));
            card.Scope.Revoke(new RevokeReason(RevokeCause.Unplugged));
            Assert.That(ReadBare(mapping, 4), Is.All.EqualTo(0xFF));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not RevokedException)
        {
            Assert.Ignore($"This user or this kernel does not map {mappable.SysPath}/resource{memory.Index}: {exception.Message}");
        }
    }

    private static unsafe byte[] ReadBare(RevocableMapping mapping, int length) => new ReadOnlySpan<byte>(mapping.DangerousGetPointer(), length).ToArray();

    private static unsafe void WriteBare(RevocableMapping mapping, byte value) => *mapping.DangerousGetPointer() = value;

    private SysfsDevice Open() => _sysfs.OpenBusDevice("pci", "0000:00:04.0");

    private void AddCard()
    {
        _tree.AddSilently(Card, "pci", isBus: true);
        foreach (var (name, content) in ((string, byte[])[])
        [
            ("resource0", Filled(2, 0x5A)), ("resource3", [.. Enumerable.Range(0, Page).Select(static at => at is >= 0x100 and < 0x200 ? (byte)(at - 0x100) : (byte)0xEE)]),
            ("resource4", Filled(1, 0x66)), ("resource4_wc", Filled(1, 0x77)),
        ])
        {
            File.WriteAllBytes($"{_tree[Card]}/{name}", content);
        }

        File.WriteAllText(_tree[Card] + "/resource", Resources);
        File.WriteAllText(_tree[Card] + "/vendor", "0x8086\n");
    }

    private static byte[] Filled(int pages, byte value)
    {
        var bytes = new byte[pages * Page];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
