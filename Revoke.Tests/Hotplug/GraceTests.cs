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

    private sealed class FailingOperations : BareOperations, IReadOperation
    {
        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset) => OperationResult.Failed(19); // ENODEV
    }
}
