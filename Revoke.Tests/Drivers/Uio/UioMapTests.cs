namespace Revoke.Tests.Drivers.Uio;

/// <summary>Memory of UIO devices: which map, and where in its page it begins.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class UioMapTests
{
    private static int Page => Environment.SystemPageSize;

    [TestCase(0, "0xfebf1000", "0x1000", "0x0", 0, 4096)]
    [TestCase(2, "0xfebf1000", "0x2000", "0x0", 0, 8192)]
    [TestCase(1, "0xfebf1000", "0x1000", "0x80", 128, 3968)]
    [TestCase(1, "0xfebf1080", "0x20", "0x0", 128, 32)]
    [TestCase(1, "0xfebf1080", "0x20", "0x80", 128, 32)]
    [TestCase(1, "0xfebf1000", "0x200", "0x0", 0, 512)]
    public void Map_Offset0_IsTheFirstByteOfTheDevice(int index, string address, string size, string offset, int inPage, int length)
    {
        Assume.That(Page, Is.EqualTo(4096));
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.AddMap(path, index, "registers", address, size, offset);
        using var device = tree.Driver.Open("card");
        using var map = device.Map("registers");
        Assert.That((map.Length, map.IsDeviceMemory, map.CanWrite), Is.EqualTo(((long)length, true, true)));
        using (var registers = map.Registers())
        {
            registers.WriteUInt32(4, 0x11223344);
            Assert.That(registers.ReadUInt16(6), Is.EqualTo(0x1122));
            registers.WriteByte(length - 1, 0x77);
            Assert.That(() => ReadByte(map, length), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        var bytes = File.ReadAllBytes(tree.NodePath(0));
        var start = (index * Page) + inPage;
        Assert.That(bytes[(start + 4)..(start + 8)], Is.EqualTo(new byte[] { 0x44, 0x33, 0x22, 0x11 }));
        Assert.That(bytes[start + length - 1], Is.EqualTo(0x77));
        Assert.That(bytes.Count(static value => value != 0), Is.EqualTo(5), "exactly the widths that were written");
    }

    [Test]
    public void Map_Unknown_SaysWhichThereAre()
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        using var device = tree.Driver.Open("card");
        Assert.That(() => device.Map(0), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("it has none"));
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        tree.AddMap(path, 1, "twin", "0x1000", "0x1000");
        tree.AddMap(path, 2, "twin", "0x1000", "0x1000");
        Assert.That(() => device.Map(7), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no map 7").And.Message.Contains("0 'registers'"));
        Assert.That(() => device.Map("memory"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'memory'"));
        Assert.That(() => device.Map("twin"), Throws.InvalidOperationException.With.Message.Contains("1, 2"));
        Assert.That(() => device.Map(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(device.Info.Maps, Has.Count.EqualTo(3), "maps that the kernel told of after the device were found");
    }

    [TestCase("0x1000", "0x2000", "0x1000")]
    [TestCase("0x1000", "0x80", "0x80")]
    public void Map_NumbersThatAllowNone_IsNotSupported(string address, string size, string offset)
    {
        using var tree = new UioTree();
        tree.AddMap(tree.AddSilently(), 0, "registers", address, size, offset);
        using var device = tree.Driver.Open("card");
        Assert.That(() => device.Map(0), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("whole pages"));
    }

    [Test]
    public void Map_DeviceOpenForReading_IsForReading()
    {
        using var tree = new UioTree();
        tree.AddMap(tree.AddSilently(), 0, "registers", "0x1000", "0x1000");
        using var device = tree.Driver.Open("card", new() { Access = FileAccess.Read });
        using var map = device.Map(0);
        Assert.That(map.CanWrite, Is.False);
        Assert.That(() => device.Map(0, new() { Access = FileAccess.ReadWrite }), Throws.InstanceOf<UnauthorizedAccessException>());
    }

    [Test]
    public async Task Map_DeviceIsRemoved_ReadsAsOnesUnderWhoIsInside()
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        using var device = tree.Driver.Open("card");
        using var map = device.Map(0);
        var hold = map.Hold(0, 8);
        await tree.Folder.RemoveAsync(path);
        Assert.That(hold.Memory.ToArray(), Has.All.EqualTo(0xFF));
        hold.WritableMemory.Span.Fill(0x42);
        hold.Dispose();
        Assert.That(() => map.Registers(), Throws.InstanceOf<RevokedException>());
        Assert.That(File.ReadAllBytes(tree.NodePath(0)), Has.All.Zero, "what was written afterwards reached nothing");
        Assert.That(() => device.Map(0), Throws.InstanceOf<RevokedException>());
    }

    private static byte ReadByte(RevocableMapping map, long offset)
    {
        using var registers = map.Registers();
        return registers.ReadByte(offset);
    }
}
