using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Trees other than sysfs: /proc, and one of regular files.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class OtherRootTests
{
    [Test]
    public async Task Proc_Files_AreReadWhole(CancellationToken cancellationToken)
    {
        using var proc = new SysfsDriver(options: new() { Root = "/proc" });
        using var root = proc.OpenDirectory();
        var (first, second) = (root.ReadText("sys/kernel/random/uuid"), root.ReadText("sys/kernel/random/uuid"));
        Assert.That((Guid.TryParseExact(first, "D", out _), first), Is.EqualTo((true, first)).And.Not.EqualTo((true, second)), "a new one for each");
        Assert.That(root.ReadText("self/status"), Does.StartWith("Name:").And.Contain($"Pid:\t{Environment.ProcessId}\n"));

        // Pages and pages, which do not change; each read gives one.
        var symbols = File.ReadAllText("/proc/kallsyms");
        Assert.That(symbols, Has.Length.GreaterThan(100_000));
        Assert.That(root.ReadText("kallsyms") + "\n", Is.EqualTo(symbols));
        Assert.That(await root.ReadTextAsync("kallsyms", cancellationToken) + "\n", Is.EqualTo(symbols));
    }

    [Test]
    public async Task Proc_FileThatTakesNoOffset_IsWrittenAgainAndAgain(CancellationToken cancellationToken)
    {
        using var proc = new SysfsDriver(options: new() { Root = "/proc" });
        using var thread = proc.OpenDirectory(FormattableString.Invariant($"self/task/{Native.gettid()}"));
        using var name = thread.OpenAttribute("comm", FileAccess.ReadWrite);
        var before = name.ReadText();
        try
        {
            foreach (var text in (string[])["one", "the second", "3"])
            {
                name.WriteText(text);
                Assert.That(name.ReadText(), Is.EqualTo(text));
                await name.WriteTextAsync(text + "a", cancellationToken);
                Assert.That(name.ReadText(), Is.EqualTo(text + "a"));
            }
        }
        finally
        {
            name.WriteText(before);
        }
    }

    [Test]
    public void Proc_FileThatHasToBeWrittenFromItsBeginning_Is()
    {
        using var veth = new VethPair();
        using var proc = new SysfsDriver(options: new() { Root = "/proc" });
        using var settings = proc.OpenDirectory($"sys/net/ipv4/conf/{veth.Name}");
        using var martians = settings.OpenAttribute("log_martians", FileAccess.ReadWrite);
        foreach (var value in (string[])["1", "0", "1"])
        {
            martians.WriteText(value);
            Assert.That((martians.ReadText(), settings.ReadText("log_martians")), Is.EqualTo((value, value)));
        }
    }

    [Test]
    public void Proc_Directories_AreListedAndOpenedByPath()
    {
        using var proc = new SysfsDriver(options: new() { Root = "/proc" });
        using var kernel = proc.OpenDirectory("sys/kernel");
        Assert.That(kernel.GetAttributeNames(), Does.Contain("ostype").And.Not.Contain("random"));
        Assert.That(kernel.GetDirectoryNames(), Does.Contain("random"));
        using var random = kernel.OpenDirectory("random");
        Assert.That((random.ReadInt64("poolsize"), random.Path), Is.EqualTo((256L, "/proc/sys/kernel/random")));
        using var root = proc.OpenDirectory();
        Assert.That(root.GetEntries().Single(static entry => entry.Name == "mounts").LinkTarget, Is.EqualTo("self/mounts"));
        Assert.That(root.ReadText("mounts"), Does.Contain("/proc"));
    }

    [Test]
    public void Dispose_Directory_KillsWhatWasOpenedFromItAndBelow()
    {
        using var proc = new SysfsDriver(options: new() { Root = "/proc" });
        using var kernel = proc.OpenDirectory("sys/kernel");
        using var random = kernel.OpenDirectory("random");
        using var uuid = random.OpenAttribute("uuid");
        using var ostype = kernel.OpenAttribute("ostype");
        random.Dispose();
        Assert.That(uuid.ReadText, Throws.InstanceOf<RevokedException>());
        Assert.That(() => random.ReadText("uuid"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => random.GetEntries(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(ostype.ReadText(), Is.EqualTo("Linux"));
        kernel.Dispose();
        Assert.That(ostype.ReadText, Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task Folder_AttributesOfRegularFiles_ReadAndWriteAsInSysfs(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["control"], "a long value\n");
        File.WriteAllBytes(folder["page"], new byte[Environment.SystemPageSize]);
        File.WriteAllBytes(folder["big"], [.. Enumerable.Range(0, 100_000).Select(static index => (byte)index)]);
        Directory.CreateDirectory(folder["power"]);
        using var driver = new SysfsDriver(options: new() { Root = folder.Path });
        using var root = driver.OpenDirectory();
        Assert.That(root.GetAttributeNames(), Is.EqualTo(new[] { "big", "control", "page" }));
        Assert.That(root.GetDirectoryNames(), Is.EqualTo(new[] { "power" }));

        root.WriteText("control", "on");
        Assert.That((root.ReadText("control"), root.ReadBoolean("control"), File.ReadAllText(folder["control"])), Is.EqualTo(("on", true, "on")), "nothing of the longer one is left");
        await root.WriteTextAsync("control", "o", cancellationToken);
        Assert.That(await root.ReadTextAsync("control", cancellationToken), Is.EqualTo("o"));
        Assert.That((root.ReadBytes("page").Length, root.ReadBytes("big").SequenceEqual(File.ReadAllBytes(folder["big"]))), Is.EqualTo((Environment.SystemPageSize, true)));

        using var big = root.OpenAttribute("big", FileAccess.ReadWrite);
        big.Write("xyz"u8, 99_000);
        var part = new byte[5];
        Assert.That((big.Read(part, 98_999), part[1..4], big.Length), Is.EqualTo((5, "xyz"u8.ToArray(), 100_000L)));
        Assert.That(() => big.Write("x"u8, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using var readOnly = root.OpenAttribute("big");
        Assert.That(() => readOnly.WriteText("x"), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Native.EBADF));
    }

    [Test]
    public async Task Folder_DirectoryRemoved_IsNoRevoke(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllText(folder["a/value"], "1");
        using var driver = new SysfsDriver(options: new() { Root = folder.Path });
        using var directory = driver.OpenDirectory("a");
        using var value = directory.OpenAttribute("value");
        Directory.Delete(folder["a"], recursive: true);
        Assert.That(() => directory.ReadText("value"), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(() => directory.GetEntries(), Throws.InstanceOf<DirectoryNotFoundException>());
        Assert.That(await value.ReadTextAsync(cancellationToken), Is.EqualTo("1"), "what is open stays what it was: nobody follows it");
    }
}
