using Revoke.Drivers;
using Revoke.Fuse;

namespace Revoke.Tests.Fuse;

/// <summary>A driver's own directory, shown through a mount.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class FuseDirectoryTests : FuseFixture
{
    private RevokeScope _device = null!;
    private RevocableDirectory _directory = null!;

    [SetUp]
    public void ShowDirectory()
    {
        _device = new RevokeScope("thermometer0");
        _directory = new RevocableDirectory(_device);
        _directory.Add("temperature", () => new MemoryRegion("21000\n"u8.ToArray()));
        _directory.CreateDirectory("channel0").Add("level", () => new MemoryRegion("1\n"u8.ToArray()));
        Host.Root.AddDirectory("thermometer", _directory, new FuseFileOptions { Permissions = ReadWriteForAll });
    }

    [TearDown]
    public void DisposeDevice() => _device?.Dispose();

    [Test]
    public async Task List_OfADriversDirectory_IsAsTheDriverSays()
    {
        Assert.That(await ListAsync("thermometer"), Is.EquivalentTo((string[])[".", "..", "temperature", "channel0"]));
        Assert.That(await ListAsync("thermometer/channel0"), Is.EquivalentTo((string[])[".", "..", "level"]));
        await OpenAsync("thermometer/channel0/level");
        Assert.That(await Client.DoAsync("read 0 10"), Is.EqualTo("2 310a"));
    }

    [Test]
    public async Task Remove_OfAnEntry_TakesItAwayAndANewOneIsAnother()
    {
        await OpenAsync("thermometer/temperature");
        await Client.DoAsync("map 0 4096 private 0");
        Assert.That(await Client.DoAsync("store 0 0 9"), Is.EqualTo("9"));

        _directory.Remove("temperature");

        Assert.That(await Client.DoAsync("pread 0 4 0"), Is.EqualTo("ENODEV"));
        Assert.That(await Client.DoAsync("load 0 0"), Is.EqualTo("SIGBUS"));
        Assert.That(await OpenAsync("thermometer/temperature"), Is.EqualTo("ENOENT"));
        _directory.Add("temperature", () => new MemoryRegion("22000\n"u8.ToArray()));
        Assert.That(await OpenAsync("thermometer/temperature"), Is.EqualTo("1"));
        Assert.That(await Client.DoAsync("pread 1 2 0"), Is.EqualTo("2 3232"));
        Assert.That(await Client.DoAsync("pread 0 4 0"), Is.EqualTo("ENODEV"), "the old one stays dead");
    }

    [Test]
    public async Task Dispose_OfTheHost_LeavesTheDriverAlone()
    {
        await OpenAsync("thermometer/temperature");
        await Client.DoAsync("map 0 4096 private 0");
        Assert.That(await Client.DoAsync("store 0 0 9"), Is.EqualTo("9"));

        await Host.DisposeAsync();

        Assert.That(await Client.DoAsync("load 0 0"), Is.EqualTo("SIGBUS"));
        Assert.That(_device.IsRevoked, Is.False);
        using var file = _directory.Open("temperature");
        Assert.That(file.Read(new byte[2]), Is.EqualTo(2));
    }

    private async Task<string[]> ListAsync(string name) => (await Client.DoAsync($"list {PathOf(name)}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
