using System.Runtime.InteropServices;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

/// <summary>ioctl, seek, length, fsync; what is missing, and which error comes first.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class ControlTests
{
    [Test]
    public void Ioctl_Revoked_ThrowsEnodev()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("ioctl");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(() => file.Ioctl(1, 0))!.Errno, Is.EqualTo(Native.ENODEV));
        Assert.Throws<RevokedException>(() => file.Ioctl(1, new byte[8]));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void Ioctl_FinishesWhileRevoked_KeepsItsResult()
    {
        using var scope = new RevokeScope("ioctl");
        var file = scope.Open(new ScriptedOperations
        {
            OnIoctl = (in DriverCall call, long request) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return OperationResult.Done((int)request);
            },
        });

        Assert.That(file.Ioctl(77, 0), Is.EqualTo(77));
    }

    [Test]
    public void Ioctl_OfARealDescriptor_ReadsAndWritesTheMemory()
    {
        using var pipe = new Pipe();
        pipe.Writer.Write("12345");
        using var scope = new RevokeScope("ioctl");
        using var file = scope.Open(pipe.Reader);
        var count = new byte[4];

        Assert.That(file.Ioctl(Native.FIONREAD, count), Is.Zero);
        Assert.That(MemoryMarshal.Read<int>(count), Is.EqualTo(5));
    }

    [Test]
    public void Ioctl_RequestTheDriverDoesNotKnow_IsEnotty()
    {
        using var pipe = new Pipe();
        using var scope = new RevokeScope("ioctl");
        using var file = scope.Open(pipe.Reader);

        Assert.That(Assert.Throws<IOException>(() => file.Ioctl(Native.TIOCGEXCL, new byte[4]))!.HResult, Is.EqualTo(Native.ENOTTY));
    }

    [Test]
    public void Ioctl_MemoryShorterThanTheRequestSays_IsAnArgumentErrorAndNothingIsTouched()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("ioctl");
        using var file = scope.Open(operations);

        Assert.That(Assert.Throws<ArgumentException>(() => file.Ioctl(Native.TIOCGEXCL, new byte[3]))!.Message, Does.Contain("4 bytes"));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void Seek_Revoked_ThrowsEnodev()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("seek");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(() => file.Seek(0, SeekOrigin.Begin))!.Errno, Is.EqualTo(Native.ENODEV));
        Assert.Throws<RevokedException>(() => _ = file.Length);
        Assert.Throws<RevokedException>(() => file.SetLength(1));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void Seek_InFlightWhenRevoked_Finishes()
    {
        using var scope = new RevokeScope("seek");
        var file = scope.Open(new ScriptedOperations
        {
            OnSeek = (in DriverCall call, long offset) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return OperationResult.Done((int)offset);
            },
        });

        Assert.That(file.Seek(12, SeekOrigin.Begin), Is.EqualTo(12));
    }

    [Test]
    public void Seek_RegularFile_MovesAndTellsTheLength()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "0123456789");
        using var scope = new RevokeScope("seek");
        using var file = scope.Open(folder["f"]);

        Assert.That(file.Length, Is.EqualTo(10));
        Assert.That(file.Seek(-2, SeekOrigin.End), Is.EqualTo(8));
        Assert.That(file.Seek(-3, SeekOrigin.Current), Is.EqualTo(5));
        Assert.That(file.Read(new byte[100]), Is.EqualTo(5));
        file.SetLength(3);
        Assert.That(file.Length, Is.EqualTo(3));
        Assert.That(Assert.Throws<IOException>(() => file.Seek(-100, SeekOrigin.Current))!.HResult, Is.EqualTo(Native.EINVAL));
    }

    [Test]
    public void Flush_DriverWithoutFsync_SucceedsEvenRevoked()
    {
        using var scope = new RevokeScope("fsync");
        var file = scope.Open(new BareOperations());
        scope.Revoke(RevokeReason.Unplugged);

        Assert.DoesNotThrow(() => file.Flush(toDisk: true));
    }

    [Test]
    public void Flush_DriverWithFsyncRevoked_ThrowsEnodev()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fsync");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(() => file.Flush(toDisk: true))!.Errno, Is.EqualTo(Native.ENODEV));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void Flush_InFlightWhenRevoked_Finishes()
    {
        var operations = new ScriptedOperations
        {
            OnFsync = (in DriverCall call, long _) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return default;
            },
        };
        using var scope = new RevokeScope("fsync");
        var file = scope.Open(operations);

        Assert.DoesNotThrow(() => file.Flush(toDisk: true));
        Assert.That(operations.Calls, Is.EqualTo(1));
    }

    [Test]
    public void Flush_Disposed_ThrowsDisposed()
    {
        using var scope = new RevokeScope("fsync");
        var file = scope.Open(new BareOperations());
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Flush(toDisk: true));
    }

    [Test]
    public async Task Operation_TheDriverDoesNotHave_IsTheKernelsAnswer()
    {
        using var scope = new RevokeScope("none");
        using var file = scope.Open(new BareOperations(), "the bare one");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ErrnoOf(() => file.Read(new byte[1])), Is.EqualTo(Native.EINVAL));
            Assert.That(ErrnoOf(() => file.Write(new byte[1])), Is.EqualTo(Native.EINVAL));
            Assert.That((await Assert.ThrowsAsync<IOException>(async () => await file.ReadAsync(new byte[1])))!.HResult, Is.EqualTo(Native.EINVAL));
            Assert.That((await Assert.ThrowsAsync<IOException>(async () => await file.WriteAsync(new byte[1])))!.HResult, Is.EqualTo(Native.EINVAL));
            Assert.That(ErrnoOf(() => file.Read(new byte[1], 0)), Is.EqualTo(Native.ESPIPE));
            Assert.That(ErrnoOf(() => file.Write(new byte[1], 0)), Is.EqualTo(Native.ESPIPE));
            Assert.That(ErrnoOf(() => file.Ioctl(1, 0)), Is.EqualTo(Native.ENOTTY));
            Assert.That(ErrnoOf(() => file.Seek(0, SeekOrigin.Begin)), Is.EqualTo(Native.ESPIPE));
            Assert.That(ErrnoOf(() => _ = file.Length), Is.EqualTo(Native.ESPIPE));
            Assert.That(ErrnoOf(() => file.SetLength(0)), Is.EqualTo(Native.EINVAL));
            Assert.That(ErrnoOf(file.EnsureMappable), Is.EqualTo(Native.ENODEV));
            Assert.That((file.CanRead, file.CanWrite, file.CanSeek), Is.EqualTo((false, false, false)));
        }

        static int ErrnoOf(Action call)
        {
            var exception = Assert.Throws<IOException>(() => call())!;
            Assert.That(exception.Message, Does.Contain("the bare one"));
            return exception.HResult;
        }
    }

    [Test]
    public void Errors_ByPrecedence_DisposedThenArgumentsThenGateThenAbility()
    {
        using var scope = new RevokeScope("order");
        var alive = scope.Open(new BareOperations());
        var disposed = scope.Open(new BareOperations());
        disposed.Dispose();

        // Arguments before ability.
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.Read(new byte[1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.Seek(-1, SeekOrigin.Begin));
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.Seek(0, (SeekOrigin)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.SetLength(-1));

        scope.Revoke(RevokeReason.Unplugged);

        // Arguments before the gate.
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.Read(new byte[1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.Write(new byte[1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => alive.SetLength(-1));
        Assert.Throws<ArgumentException>(() => alive.Ioctl(Native.TIOCGEXCL, []));
        Assert.Throws<ArgumentNullException>(() => alive.EnableFasync(PollEvents.In, (Action<PollEvents>)null!));

        // The gate before ability.
        Assert.Throws<RevokedException>(() => alive.Read(new byte[1]));
        Assert.Throws<RevokedException>(() => alive.Read(new byte[1], 0));
        Assert.Throws<RevokedException>(() => alive.Ioctl(1, 0));
        Assert.Throws<RevokedException>(() => alive.Seek(0, SeekOrigin.Begin));
        Assert.Throws<RevokedException>(() => alive.SetLength(0));
        Assert.Throws<RevokedException>(alive.EnsureMappable);
        Assert.Throws<RevokedException>(() => alive.EnableFasync(PollEvents.In, static _ => { }));

        // Disposed before everything.
        Assert.Throws<ObjectDisposedException>(() => disposed.Read(new byte[1], -1));
        Assert.Throws<ObjectDisposedException>(() => disposed.Write(new byte[1], -1));
        Assert.Throws<ObjectDisposedException>(() => disposed.Seek(-1, SeekOrigin.Begin));
        Assert.Throws<ObjectDisposedException>(() => disposed.SetLength(-1));
        Assert.Throws<ObjectDisposedException>(() => disposed.Ioctl(Native.TIOCGEXCL, []));
        Assert.Throws<ObjectDisposedException>(() => disposed.Poll((PollEvents)32, TimeSpan.FromSeconds(-9)));
        Assert.Throws<ObjectDisposedException>(() => disposed.EnableFasync(PollEvents.None, (Action<PollEvents>)null!));
        Assert.Throws<ObjectDisposedException>(disposed.DisableFasync);
        Assert.Throws<ObjectDisposedException>(disposed.EnsureMappable);
    }
}
