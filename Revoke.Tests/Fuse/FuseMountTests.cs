using System.Text;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>Files of a mount, used by another process.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class FuseMountTests : FuseFixture
{
    [Test]
    public async Task List_OfTheRoot_IsWhatWasAdded()
    {
        var names = (await Client.DoAsync($"list {PathOf("")}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(names, Is.EquivalentTo((string[])[".", "..", "cached", "direct", "events"]));
    }

    [TestCase("cached")]
    [TestCase("direct")]
    public async Task ReadAndWrite_Memory_IsThatOfTheHost(string name)
    {
        Assert.That(await OpenAsync(name), Is.EqualTo("0"));
        Assert.That(await Client.DoAsync("pread 0 16 4000"), Is.EqualTo("16 " + Convert.ToHexStringLower(Content.AsSpan(4000, 16))));
        Assert.That(await Client.DoAsync("pwrite 0 hello 4002"), Is.EqualTo("5"));
        Assert.That(Encoding.ASCII.GetString(Content, 4002, 5), Is.EqualTo("hello"));
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("4 " + Convert.ToHexStringLower(Content.AsSpan(0, 4))));
        Assert.That(await Client.DoAsync("stat 0"), Is.EqualTo("1048576"));
        Assert.That(await Client.DoAsync("seek 0 -4 end"), Is.EqualTo("1048572"));
        Assert.That(await Client.DoAsync("read 0 10"), Does.StartWith("4 "));
        Assert.That(await Client.DoAsync("read 0 10"), Is.EqualTo("0"));
        Assert.That(await Client.DoAsync("close 0"), Is.EqualTo("0"));
    }

    [Test]
    public async Task Read_NothingThere_SleepsUntilThereIs([Values("read 0 4", "poll 0 1 -1", "epoll 0 20000")] string call)
    {
        await OpenAsync("events");
        Assert.That(await Client.DoAsync("poll 0 1 0"), Is.EqualTo("0"));
        var task = await Client.GoAsync(call);
        await SleptAsync();
        Events.Add(3);
        Assert.That(await Client.EndAsync(task), Is.AnyOf("4 03000000", "1"));
    }

    [Test]
    public async Task Read_NotBlocking_IsEagain()
    {
        await OpenAsync("events", "rn");
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("EAGAIN"));
        Events.Add();
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("4 01000000"));
    }

    [TestCase("nothing", "ENOENT")]
    [TestCase("direct/x", "ENOTDIR")]
    public async Task Open_WhatIsNotThere_IsAnError(string name, string error) => Assert.That(await OpenAsync(name), Is.EqualTo(error));

    [TestCase("read 0 4", "ENODEV")]
    [TestCase("poll 0 1 -1", "25")]
    [TestCase("epoll 0 20000", "25")]
    public async Task Revoke_WhileAnotherProcessSleeps_WakesIt(string call, string expected)
    {
        await OpenAsync("events");
        var task = await Client.GoAsync(call);
        await SleptAsync();

        var outcome = Revoke("events");

        Assert.That(outcome.IsCompleted, Is.True);
        Assert.That(await Client.EndAsync(task), Is.EqualTo(expected));
        Assert.That(await Client.DoAsync("read 0 4"), Is.EqualTo("ENODEV"));
        Assert.That(await OpenAsync("events"), Is.EqualTo("ENODEV"));
    }

    [TestCase("cached", "shared")]
    [TestCase("cached", "private")]
    [TestCase("direct", "shared")]
    [TestCase("direct", "private")]
    public async Task Revoke_Mapped_IsSigbusForEveryPage(string name, string kind)
    {
        await OpenAsync(name);
        Assert.That(await Client.DoAsync($"map 0 65536 {kind} 0"), Is.EqualTo("0"));
        Assert.That(await Client.DoAsync("load 0 10"), Is.EqualTo(Content[10].ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(await Client.DoAsync("store 0 10 7"), Is.EqualTo("7"));
        Assert.That(await Client.DoAsync("load 0 5000"), Is.Not.EqualTo("SIGBUS"));

        var outcome = Revoke(name);

        Assert.That((outcome.IsCompleted, outcome.NotReplaced), Is.EqualTo((true, Array.Empty<string>())));
        foreach (var touch in (string[])["load 0 10", "store 0 10 1", "load 0 5000", "load 0 20000", "store 0 65535 1"])
        {
            Assert.That(await Client.DoAsync(touch), Is.EqualTo("SIGBUS"), touch);
        }
    }

    [TestCase("cached")]
    [TestCase("direct")]
    public async Task Revoke_OpenFile_AnswersEverythingWithTheSameError(string name)
    {
        await OpenAsync(name);
        Assert.That(await Client.DoAsync("pread 0 4096 0"), Does.StartWith("4096 "));

        Assert.That(Revoke(name).Released, Is.EqualTo(1));

        foreach (var call in (string[])["read 0 4", "pread 0 4 0", "pread 0 4 500000", "write 0 x", "pwrite 0 x 3", "stat 0", "truncate 0 5", "ioctl 0 5501 1", $"open {PathOf(name)} r"])
        {
            Assert.That(await Client.DoAsync(call), Is.EqualTo("ENODEV"), call);
        }

        Assert.That(await Client.DoAsync("close 0"), Is.EqualTo("0"));
    }

    [Test]
    public void StartAsync_Mounted_IsRefused() => Assert.That(Host.StartAsync, Throws.InvalidOperationException);

    [Test]
    public async Task Dispose_WhileOthersUseIt_RevokesAndUnmounts()
    {
        await OpenAsync("events");
        await OpenAsync("cached");
        await Client.DoAsync("map 1 4096 shared 0");
        await Client.DoAsync("load 0 0");
        var task = await Client.GoAsync("read 0 4");
        await SleptAsync();

        await Host.DisposeAsync();

        Assert.That(await Client.EndAsync(task), Is.EqualTo("ENODEV"));
        Assert.That(await Client.DoAsync("load 0 0"), Is.EqualTo("SIGBUS"));
        Assert.That(await Client.DoAsync($"list {PathOf("")}"), Is.EqualTo(". .. "));
    }

    private static Task SleptAsync() => Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Limit.Token);
}
