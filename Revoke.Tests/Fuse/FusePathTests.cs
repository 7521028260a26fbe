using Revoke.Fuse;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>Ordinary files, directories and devices, shown through a mount.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class FusePathTests : FuseFixture
{
    private TemporaryFolder _real = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void ShowFolder()
    {
        _real = new TemporaryFolder();
        Directory.CreateDirectory(_real["below"]);
        File.WriteAllText(_real["below/text"], "some text\n");
        File.WriteAllBytes(_real["bytes"], Content);
        File.CreateSymbolicLink(_real["link"], "/etc/passwd");
        _scope = Host.Root.AddPath("real", _real.Path, new FuseFileOptions { IsCached = true });
    }

    [TearDown]
    public void RemoveFolder() => _real?.Dispose();

    [Test]
    public async Task ReadAndWrite_ThroughTheMount_IsThatOfThePath()
    {
        Assert.That((await Client.DoAsync($"list {PathOf("real")}")).Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo((string[])[".", "..", "below", "bytes"]));
        Assert.That(await OpenAsync("real/below/text"), Is.EqualTo("0"));
        Assert.That(await Client.DoAsync("read 0 100"), Is.EqualTo("10 " + Convert.ToHexStringLower("some text\n"u8)));
        Assert.That(await Client.DoAsync("pwrite 0 SOME 0"), Is.EqualTo("4"));
        Assert.That(await Client.DoAsync("write 0 more"), Is.EqualTo("4"));
        Assert.That(await Client.DoAsync("stat 0"), Is.EqualTo("14"));
        Assert.That(await Client.DoAsync("sync 0"), Is.EqualTo("0"));
        Assert.That(await File.ReadAllTextAsync(_real["below/text"], Limit.Token), Is.EqualTo("SOME text\nmore"));
        Assert.That(await Client.DoAsync("truncate 0 4"), Is.EqualTo("0"));
        Assert.That(await File.ReadAllTextAsync(_real["below/text"], Limit.Token), Is.EqualTo("SOME"));
        Assert.That(await OpenAsync("real/below/text", "wt"), Is.EqualTo("1"));
        Assert.That(new FileInfo(_real["below/text"]).Length, Is.Zero);
        Assert.That(await OpenAsync("real/link"), Is.EqualTo("ENOENT"));
        Assert.That(await OpenAsync("real/nothing"), Is.EqualTo("ENOENT"));
    }

    [Test]
    public async Task Revoke_OfAll_TakesEveryFileAwayAndLeavesThePathAlone()
    {
        await OpenAsync("real/bytes");
        await OpenAsync("real/below/text");
        await Client.DoAsync("map 0 8192 shared 0");
        await Client.DoAsync("map 1 4096 private 0");
        Assert.That(await Client.DoAsync("load 0 1"), Is.EqualTo(Content[1].ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(await Client.DoAsync("store 1 1 7"), Is.EqualTo("7"));

        var outcome = _scope.Revoke(RevokeReason.Policy("test"));

        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 2)));
        foreach (var call in (string[])["pread 0 4 0", "pwrite 0 x 0", "stat 1", $"open {PathOf("real/bytes")} r", $"list {PathOf("real")}"])
        {
            Assert.That(await Client.DoAsync(call), Is.EqualTo("ENODEV"), call);
        }

        Assert.That(await Client.DoAsync("load 0 1"), Is.EqualTo("SIGBUS"));
        Assert.That(await Client.DoAsync("load 1 1"), Is.EqualTo("SIGBUS"));
        Assert.That(await File.ReadAllBytesAsync(_real["bytes"], Limit.Token), Is.EqualTo(Content));
    }

    [Test]
    public async Task Read_OfAFifo_SleepsAndIsWokenByARevoke()
    {
        using var fifo = new Fifo();
        var scope = Host.Root.AddPath("fifo", fifo.Path);
        Assert.That(await OpenAsync("fifo"), Is.EqualTo("0"));
        var task = await Client.GoAsync("read 0 4");
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Limit.Token);
        scope.Revoke(RevokeReason.Policy("test"));
        Assert.That(await Client.EndAsync(task), Is.EqualTo("ENODEV"));
    }

    [Test]
    public async Task Read_OfADevice_IsThatOfTheDevice()
    {
        var scope = Host.Root.AddPath("zero", "/dev/zero");
        Assert.That(await OpenAsync("zero"), Is.EqualTo("0"));
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("4 00000000"));
        scope.Revoke(RevokeReason.Policy("test"));
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("ENODEV"));
    }

    [Test]
    public void AddPath_Missing_IsRefusedAndLeavesNoEntry()
    {
        Assert.That(() => Host.Root.AddPath("gone", "/nonexistent/file"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("/nonexistent/file"));
        Assert.That(Host.Root.ScopeOf("gone"), Is.Null);
        Assert.That(() => Host.Root.AddPath("real", "/etc"), Throws.InstanceOf<IOException>());
    }
}
