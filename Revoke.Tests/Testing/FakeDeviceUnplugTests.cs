using Microsoft.Extensions.Logging.Testing;
using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>Unplug: everything is as with a real device, and as said when it returns.</summary>
[CancelAfter(60_000)]
public sealed class FakeDeviceUnplugTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    [Test]
    public async Task Unplug_Followed_EveryGateIsClosedOnReturn([Values] UnplugOrder order, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        var scopes = Enumerable.Range(0, 20).Select(_ => device.Monitor.Follow(device.Id)).ToList();
        var children = scopes.ConvertAll(static scope => scope.CreateChild("below"));
        var files = children.ConvertAll(static child => child.OpenNode());

        device.Unplug();

        Assert.That(scopes.Concat(children), Has.All.Property("IsRevoked").True);
        Assert.That(files, Has.All.Property("IsRevoked").True);
        Assert.That(scopes.Select(static scope => scope.Reason?.Cause), Has.All.EqualTo(RevokeCause.Unplugged));
        foreach (var scope in scopes)
        {
            Assert.That((await scope.WaitForCompletionAsync(cancellationToken)).Stuck, Is.Empty);
        }
    }

    [Test]
    public async Task Unplug_SomebodySleeps_IsTheSameRevokedExceptionWhoeverComesFirst([Values] UnplugOrder order, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var read = await Parked.Read(file, form).AsleepAsync(cancellationToken);
        var poll = await Parked.Poll(file, form, PollEvents.In).AsleepAsync(cancellationToken, sleepers: 2);

        device.Unplug();

        var exception = await read.FailsAsync<RevokedException>(cancellationToken);
        Assert.That((exception.Errno, exception.Generation, exception.Reason?.Cause), Is.EqualTo((Native.ENODEV, 1L, (RevokeCause?)RevokeCause.Unplugged)));
        Assert.That(await poll.ResultAsync(cancellationToken) & PollEvents.HangUp, Is.EqualTo(PollEvents.HangUp));
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero, CancellationToken.None), Is.EqualTo(Dead));
    }

    [Test]
    public void Unplug_NodeOpenPastTheLibrary_HasReallyHungUpOnReturn([Values] UnplugOrder order)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var bare = Descriptor.Open(device.NodePath, Native.O_RDWR | Native.O_NONBLOCK);
        using var scope = new RevokeScope("nobody's");
        using var file = scope.Open(bare);
        Assert.That(file.Poll(PollEvents.Out, TimeSpan.Zero), Is.EqualTo(PollEvents.Out));

        device.Unplug();

        Assert.That(file.Poll(PollEvents.Out, TimeSpan.Zero), Is.EqualTo(Dead & ~PollEvents.In));
        Assert.That(() => file.Write("x"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Native.EIO));
    }

    [Test]
    public void Unplug_Order_DecidesWhetherTheLineStillWorksWhenTheRemovalIsActedOn([Values] UnplugOrder order)
    {
        var works = new List<bool>();
        Descriptor? bare = null;
        var logger = new FakeLogger(message =>
        {
            if (message.Contains("was removed", StringComparison.Ordinal))
            {
                using var nobodys = new RevokeScope("nobody's");
                using var file = nobodys.Open(bare!);
                works.Add(file.Poll(PollEvents.Out, TimeSpan.Zero) == PollEvents.Out);
            }
        });
        using var device = new FakeDevice("line", new RevokeScopeOptions { Logger = logger }) { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        bare = Descriptor.Open(device.NodePath, Native.O_RDWR | Native.O_NONBLOCK);

        device.Unplug();

        bare.Dispose();
        Assert.That(works, Is.EqualTo(new[] { order == UnplugOrder.EventFirst }));
    }

    [Test]
    public void Unplug_NodeAndDirectory_AreGone()
    {
        using var device = new FakeDevice("line");
        var found = device.Monitor.Find(device.Id)!;
        Assert.That((File.Exists(device.NodePath), Directory.Exists(found.SysPath), device.IsPlugged), Is.EqualTo((true, true, true)));

        device.Unplug();

        Assert.That((File.Exists(device.NodePath), Directory.Exists(found.SysPath), device.IsPlugged), Is.EqualTo((false, false, false)));
        Assert.That(device.Monitor.Find(device.Id), Is.Null);
        Assert.That(() => device.Monitor.Follow(device.Id), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public void Unplug_FromInsideAUse_DoesNotWaitForIt([Values] UnplugOrder order)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using (var use = scope.Enter())
        {
            device.Unplug();
            Assert.That(use.IsRevoked);
        }
    }

    [Test]
    public void Unplug_MonitorIsDisposed_Unplugs()
    {
        using var device = new FakeDevice("line");
        device.Monitor.Dispose();

        device.Unplug();

        Assert.That(device.IsPlugged, Is.False);
    }

    [Test]
    public async Task Unplug_ByManyThreads_OneIsRightAndTheOthersAreToldSo(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        var failures = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                try
                {
                    device.Unplug();
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref failures);
                }
            },
            cancellationToken)));

        Assert.That(failures, Is.LessThanOrEqualTo(7));
        Assert.That(device.IsPlugged, Is.False);
    }
}
