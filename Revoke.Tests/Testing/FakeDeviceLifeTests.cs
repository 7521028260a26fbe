using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>Clear errors, and nothing left behind.</summary>
[CancelAfter(60_000)]
public sealed class FakeDeviceLifeTests
{
    [Test]
    public void Members_Unplugged_SaySo()
    {
        using var device = new FakeDevice("line");
        device.Unplug();
        foreach (var action in (Action[])[device.Unplug, () => device.Feed("x"u8), device.UnplugWhenBlocked, () => device.UnplugAfter(1)])
        {
            Assert.That(action, Throws.InvalidOperationException.With.Message.EqualTo("The fake device 'line' is unplugged."));
        }

        Assert.That(device.TakeWritten(), Is.Empty);
    }

    [Test]
    public void Replug_PluggedIn_SaysSo()
    {
        using var device = new FakeDevice("line");
        Assert.That(device.Replug, Throws.InvalidOperationException.With.Message.EqualTo("The fake device 'line' is plugged in."));
    }

    [Test]
    public void Members_Disposed_SaySo()
    {
        var device = new FakeDevice("line");
        device.Dispose();
        device.Dispose();
        foreach (var action in (Action[])
                 [
                     device.Unplug, device.Replug, () => device.Feed("x"u8), () => device.TakeWritten(), device.UnplugWhenBlocked, () => device.UnplugAfter(1),
                     () => device.SetAttribute("a", "b"), () => device.TakesWrites = false, () => _ = device.WhenBlockedAsync(Limit.Token),
                 ])
        {
            Assert.That(action, Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("fake device 'line'"));
        }
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\nDEVNAME=b")]
    [TestCase("a\0")]
    public void Create_NameThatNoFileCanHave_IsRefused(string name) =>
        Assert.That(() => new FakeDevice(name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));

    [Test]
    public void Create_LongName_IsRefusedBeyondAHundredCharacters()
    {
        using var longest = new FakeDevice(new string('n', 100));
        Assert.That(() => new FakeDevice(new string('n', 101)), Throws.ArgumentException);
    }

    [TestCase("")]
    [TestCase("/etc/passwd")]
    [TestCase("../x")]
    [TestCase("a//b")]
    [TestCase("uevent")]
    [TestCase("dev")]
    [TestCase("subsystem")]
    public void SetAttribute_NameThatLeadsOutOrIsTaken_IsRefused(string name)
    {
        using var device = new FakeDevice("line");
        Assert.That(() => device.SetAttribute(name, "x"), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
    }

    [Test]
    public void Arguments_OutOfRange_AreNamed()
    {
        using var device = new FakeDevice("line");
        Assert.That(() => device.UnplugAfter(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("bytes"));
        Assert.That(() => device.UnplugOrder = (UnplugOrder)2, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => device.UnplugOrder = (UnplugOrder)(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>On a thread with a view of the file system of its own, in which there is no devpts.</summary>
    [Test]
    public void Create_NoPseudoTerminalsHere_SaysSo()
    {
        if (Native.geteuid() != 0)
        {
            Assert.Ignore("A file system without /dev/pts needs root.");
        }

        string? impossible = null;
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            if (Native.unshare(Native.CLONE_NEWNS) < 0 || Native.mount("none", "/", null, Native.MS_REC | Native.MS_PRIVATE, 0) < 0)
            {
                impossible = System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage();
                return;
            }

            while (Native.umount2("/dev/pts", Native.MNT_DETACH) == 0)
            {
                // It may be mounted more than once.
            }

            try
            {
                new FakeDevice("line").Dispose();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (impossible is not null)
        {
            Assert.Ignore($"/dev/pts cannot be unmounted for one thread here: {impossible}.");
        }

        Assert.That(thrown, Is.InstanceOf<IOException>().With.Message.Contains("pseudo terminals").And.Message.Contains("/dev/ptmx"));
    }

    [Test]
    public async Task Dispose_AfterEverything_LeavesNothingBehind(CancellationToken cancellationToken)
    {
        await UseAsync(cancellationToken);
        var (descriptors, threads) = (CountDescriptors(), ThreadsLeft());

        for (var i = 0; i < 10; i++)
        {
            Assert.That(Directory.Exists(await UseAsync(cancellationToken)), Is.False, "its temporary directory");
        }

        Assert.That((CountDescriptors(), ThreadsLeft()), Is.EqualTo((descriptors, threads)));
    }

    [Test]
    public async Task Dispose_PluggedInAndSleptIn_RevokesAndWakes([Values] CallForm form, CancellationToken cancellationToken)
    {
        var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var read = await Parked.Read(file, form).AsleepAsync(cancellationToken);
        device.UnplugAfter(1);

        device.Dispose();

        await read.FailsAsync<RevokedException>(cancellationToken);
        Assert.That(scope.Reason?.Cause, Is.EqualTo(RevokeCause.Unplugged));
    }

    [Test]
    public void Options_Given_AreThoseOfTheScopes()
    {
        var options = new RevokeScopeOptions { DrainTimeout = TimeSpan.FromSeconds(77), TimeProvider = new PlainTime(), Logger = new Microsoft.Extensions.Logging.Testing.FakeLogger() };
        using var device = new FakeDevice("line", options);
        var made = device.Monitor.Options;
        Assert.That((made.ScopeOptions.DrainTimeout, made.ScopeOptions.TimeProvider, made.ScopeOptions.Logger, made.Logger, made.LivenessInterval),
            Is.EqualTo((options.DrainTimeout, options.TimeProvider, options.Logger, options.Logger, Timeout.InfiniteTimeSpan)));
    }

    /// <summary>Lines and files of fake devices; ptys have other numbers each time, so what counts is how many there are.</summary>
    internal static int CountDescriptors() => OpenDescriptors.Count("/dev/pt") + OpenDescriptors.Count("/revoke-fake-");

    /// <summary>Everything that a device can be made to do.</summary>
    /// <returns>Where its files were.</returns>
    private static async Task<string> UseAsync(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("left-behind");
        using var scope = device.Monitor.Follow(device.Id);
        var file = scope.OpenNode();
        device.SetAttribute("some/attribute", "text");
        device.Feed(new byte[50_000]);
        device.UnplugAfter(10_000);
        _ = await FakeDevicePlanTests.ReadToTheEndAsync(file, CallForm.Async, cancellationToken);
        device.Replug();
        using var second = device.Monitor.Follow(device.Id);
        _ = second.OpenNode().Write(new byte[100]);
        device.UnplugOrder = UnplugOrder.EventFirst;
        device.Unplug();
        device.Replug();
        await scope.WaitForCompletionAsync(cancellationToken);
        await second.WaitForCompletionAsync(cancellationToken);
        var root = Path.GetDirectoryName(Path.GetDirectoryName(device.NodePath))!;
        Assert.That(Directory.Exists(root));
        return root;
    }

    private static int ThreadsLeft() => Directory.GetDirectories("/proc/self/task").Count(static thread =>
    {
        try
        {
            return File.ReadAllText(thread + "/comm").StartsWith("fake device", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });
}
