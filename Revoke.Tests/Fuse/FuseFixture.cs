using Revoke.Drivers;
using Revoke.Fuse;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>A mount of this process, and a client in another. What hangs is rescued by aborting the connection.</summary>
public abstract class FuseFixture
{
    internal const int ReadWriteForAll = 0x1B6;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private TemporaryFolder _folder = null!;
    private string? _abort;

    internal FuseHost Host { get; private set; } = null!;

    internal FuseClient Client { get; private set; } = null!;

    /// <summary>What the memory files show: a MiB.</summary>
    internal byte[] Content { get; private set; } = null!;

    internal EventCounter Events { get; private set; } = null!;

    [SetUp]
    public async Task Mount()
    {
        RequireMounting();
        _folder = new TemporaryFolder();
        Host = new FuseHost(_folder.Path);
        Content = new byte[1 << 20];
        new Random(1).NextBytes(Content);
        Events = new EventCounter();
        _ = Host.Root.Add("cached", OpenMemory, new FuseFileOptions { Permissions = ReadWriteForAll, Size = Content.Length, IsCached = true });
        _ = Host.Root.Add("direct", OpenMemory, new FuseFileOptions { Permissions = ReadWriteForAll, Size = Content.Length });
        _ = Host.Root.Add("events", Events.Open);
        await Host.StartAsync();
        _abort = FindAbort(_folder.Path);
        Client = FuseClient.Start();
    }

    internal static void RequireMounting()
    {
        if (Environment.UserName != "root" || !File.Exists("/dev/fuse"))
        {
            Assert.Ignore("Mounting needs root and /dev/fuse.");
        }
    }

    [TearDown]
    public async Task Unmount()
    {
        if (Host is null)
        {
            return;
        }

        Client?.Dispose();
        var ended = Host.DisposeAsync().AsTask();
        if (await Task.WhenAny(ended, Task.Delay(s_limit)) != ended && _abort is not null)
        {
            await File.WriteAllTextAsync(_abort, "1");
            Assert.Fail("The mount had to be aborted.");
        }

        await Host.DisposeAsync();
        _folder.Dispose();
    }

    internal string PathOf(string name) => _folder[name];

    /// <summary>Revokes an entry of the root.</summary>
    internal RevokeOutcome Revoke(string name) => Host.Root.ScopeOf(name)!.Revoke(RevokeReason.Policy("test"));

    /// <summary>Opens one in the client; its number.</summary>
    internal Task<string> OpenAsync(string name, string flags = "rw") => Client.DoAsync($"open {PathOf(name)} {flags}");

    internal IFileOperations OpenMemory() => new MemoryRegion(Content.AsMemory());

    /// <summary>By the number of the device, which /proc tells without a question to the host.</summary>
    private static string? FindAbort(string mountPoint)
    {
        var line = File.ReadLines("/proc/self/mountinfo").Select(static line => line.Split(' ')).FirstOrDefault(fields => fields[4] == mountPoint);
        return line is null ? null : $"/sys/fs/fuse/connections/{line[2].Split(':')[1]}/abort";
    }
}
