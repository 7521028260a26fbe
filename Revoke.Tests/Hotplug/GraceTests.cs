using Moq;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>The short while in which a call that failed waits for its device to go.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class GraceTests
{
    [Test]
    public void Read_DisposedWhileItWaitsForTheDeviceToGo_IsDisposedAndLeavesTheScopeAlone()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        var file = scope.Open(new FailingOperations());
        var looks = 0;
        presence.Setup(static device => device.IsGone).Callback(() =>
        {
            if (++looks == 3)
            {
                file.Dispose();
            }
        }).Returns(false);

        Assert.That(() => file.Read(new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That((looks, scope.IsRevoked), Is.EqualTo((3, false)));
    }

    [Test]
    public void ReadAsync_WaitingForTheDeviceToGo_HoldsNoThread()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        using var file = scope.Open(new FailingOperations());
        using var returned = new ManualResetEventSlim();
        var looks = 0;
        presence.Setup(static device => device.IsGone).Returns(() => ++looks > 1 && returned.Wait(TimeSpan.FromSeconds(10)) && looks > 2);

        var reading = file.ReadAsync(new byte[1]);
        returned.Set();

        Assert.That(async () => await reading, Throws.InstanceOf<RevokedException>());
        Assert.That(looks, Is.GreaterThan(2));
    }

    [Test]
    public void ReadAsync_FailedAfterASleep_WaitsForTheDeviceToGo()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        var operations = new FailingOperations { Sleeps = true };
        using var file = scope.Open(operations);
        var looks = 0;
        presence.Setup(static device => device.IsGone).Returns(() => ++looks > 3);

        var reading = file.ReadAsync(new byte[1]).AsTask();
        operations.Sleeps = false;
        operations.Failing.Set();

        Assert.That(() => reading, Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(19).And.InnerException.Message.Contains("read"));
        Assert.That(looks, Is.GreaterThan(3));
    }

    [Test]
    public void ReadAsync_DisposedWhileItWaitsForTheDeviceToGo_IsDisposedAndLeavesTheScopeAlone()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        var file = scope.Open(new FailingOperations());

        var reading = file.ReadAsync(new byte[1]).AsTask();
        file.Dispose();

        Assert.That(() => reading, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public void ReadAsync_CancelledWhileItWaitsForTheDeviceToGo_IsCancelled()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        using var file = scope.Open(new FailingOperations());
        using var cancelling = new CancellationTokenSource();

        var reading = file.ReadAsync(new byte[1], cancelling.Token).AsTask();
        cancelling.Cancel();

        Assert.That(() => reading, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public void Read_DeviceThatStays_FailsAsAnyFile()
    {
        var presence = new Mock<IPresence>();
        using var scope = new RevokeScope("device", new RevokeScopeOptions { Presence = presence.Object });
        using var file = scope.Open(new FailingOperations());

        Assert.That(() => file.Read(new byte[1]), Throws.InstanceOf<IOException>().And.Not.InstanceOf<RevokedException>());
        Assert.That(async () => await file.ReadAsync(new byte[1]), Throws.InstanceOf<IOException>().And.Not.InstanceOf<RevokedException>());
        Assert.That(scope.IsRevoked, Is.False);
    }

    private sealed class FailingOperations : BareOperations, IReadOperation
    {
        internal WaitSource Failing { get; } = new();

        internal bool Sleeps { get; set; }

        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset) =>
            Sleeps ? OperationResult.WouldBlock(Failing) : OperationResult.Failed(19); // ENODEV
    }
}
