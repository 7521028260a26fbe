using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

/// <summary>A driver that fails with an exception inside.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class DriverFailureTests
{
    private readonly InvalidOperationException _cause = new("the sensor does not answer");

    [Test]
    public async Task Read_DriverFailsWithACause_ItIsInsideTheException([Values] CallForm form)
    {
        using var scope = new RevokeScope("failure");
        using var file = scope.Open(new ScriptedOperations { OnRead = (in _, _, _) => OperationResult.Failed(Errno.EBUSY, _cause) }, "sensor");

        var exception = await Parked.Read(file, form).FailsAsync<IOException>(Limit.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.HResult, Is.EqualTo(Errno.EBUSY));
            Assert.That(exception.InnerException, Is.SameAs(_cause));
            Assert.That(exception.Message, Does.Contain("sensor").And.Contain("EBUSY").And.Contain(_cause.Message));
        }
    }

    [Test]
    public void Operations_DriverFailsWithACause_AllCarryIt()
    {
        var failed = OperationResult.Failed(Errno.EBUSY, _cause);
        using var scope = new RevokeScope("failure");
        using var file = scope.Open(new ScriptedOperations
        {
            OnWrite = (in _, _, _) => failed,
            OnIoctl = (in _, _) => failed,
            OnPoll = (in _, _) => failed,
            OnSetLength = (in _, _) => failed,
            OnFsync = (in _, _) => failed,
        });

        Assert.That(() => file.Write("x"u8), Throws.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
        Assert.That(() => file.Ioctl(1, 0), Throws.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
        Assert.That(() => file.Poll(PollEvents.In, TimeSpan.Zero), Throws.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
        Assert.That(() => file.SetLength(1), Throws.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
        Assert.That(() => file.Flush(toDisk: true), Throws.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
    }

    [Test]
    public void Read_DriverFailsWithACauseWhileRevoked_IsRevokedWithBothInside()
    {
        using var scope = new RevokeScope("failure");
        var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in context, _, _) =>
            {
                context.Scope.Revoke(RevokeReason.Unplugged);
                return OperationResult.Failed(Errno.EIO, _cause);
            },
        });

        var exception = Assert.Throws<RevokedException>(() => file.Read(new byte[1]))!;

        Assert.That(exception.InnerException, Is.InstanceOf<IOException>().With.InnerException.SameAs(_cause));
    }

    [Test]
    public void Failed_NoErrorOrNoCause_IsAnArgumentError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OperationResult.Failed(0, _cause));
        Assert.Throws<ArgumentNullException>(() => OperationResult.Failed(Errno.EIO, null!));
    }

    [Test]
    public void Try_DriverWithoutTheAbilityRevoked_IsFalse()
    {
        using var scope = new RevokeScope("failure");
        var file = scope.Open(new BareOperations());
        Assert.Throws<IOException>(() => file.TryRead(new byte[1], out _));
        Assert.Throws<IOException>(() => file.TryWrite("x"u8, out _));

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That((file.TryRead(new byte[1], out _), file.TryWrite("x"u8, out _)), Is.EqualTo((false, false)));
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.TryRead(new byte[1], out _));
        Assert.Throws<ObjectDisposedException>(() => file.TryWrite("x"u8, out _));
    }
}
