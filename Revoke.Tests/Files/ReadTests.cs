using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class ReadTests
{
    [Test]
    public async Task Read_Revoked_ThrowsEnodevAndDoesNotCallTheDriver()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("read");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Policy("over"));

        var exception = Assert.Throws<RevokedException>(() => file.Read(new byte[1]))!;
        Assert.Throws<RevokedException>(() => file.Read(new byte[1], 0));
        await Assert.ThrowsAsync<RevokedException>(async () => await file.ReadAsync(new byte[1]));
        await Assert.ThrowsAsync<RevokedException>(async () => await file.ReadAsync(new byte[1], 0));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Errno, Is.EqualTo(Native.ENODEV));
            Assert.That(exception.HResult, Is.EqualTo(Native.ENODEV));
            Assert.That(exception.Message, Does.Contain("over"));
            Assert.That(operations.Calls, Is.Zero);
        }
    }

    [Test]
    public async Task Read_DriverFinishesWhileRevoked_ReturnsWhatIsThere([Values] CallForm form)
    {
        using var scope = new RevokeScope("read");
        var operations = new ScriptedOperations
        {
            OnRead = (in DriverCall call, Span<byte> buffer, long _) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                buffer[0] = 42;
                return OperationResult.Done(1);
            },
        };
        var file = scope.Open(operations);
        var buffer = new byte[8];

        var count = form == CallForm.Sync ? file.Read(buffer) : await file.ReadAsync(buffer);

        Assert.That((count, buffer[0]), Is.EqualTo((1, 42)));
        await scope.WaitForCompletionAsync(Limit.Token);
        Assert.That(operations.Released, Is.EqualTo(1));
    }

    [Test]
    public void TryRead_Revoked_IsFalse()
    {
        using var scope = new RevokeScope("try");
        var file = scope.Open(new ScriptedOperations());
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(file.TryRead(new byte[1], out var count), Is.False);
        Assert.That(count, Is.Zero);
    }

    [Test]
    public void TryRead_Disposed_ThrowsDisposed()
    {
        using var scope = new RevokeScope("try");
        var file = scope.Open(new ScriptedOperations());
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.TryRead(new byte[1], out _));
    }

    [Test]
    public void TryRead_OtherError_Throws()
    {
        using var scope = new RevokeScope("try");
        using var file = scope.Open(new ScriptedOperations { OnRead = (in DriverCall _, Span<byte> _, long _) => OperationResult.Failed(Native.EPIPE) });

        Assert.That(Assert.Throws<IOException>(() => file.TryRead(new byte[1], out _))!.HResult, Is.EqualTo(Native.EPIPE));
    }

    [Test]
    public async Task TryRead_RevokedWhileAsleep_IsFalse()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("try");
        var file = scope.Open(fifo.Path);
        var call = await ParkedCall<bool>.OnThread(file, () => file.TryRead(new byte[8], out _)).AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(await call.ResultAsync(Limit.Token), Is.False);
    }

    [Test]
    public async Task Read_RevokedFromInsideTheOperation_DoesNotWaitForItself([Values] CallForm form)
    {
        using var scope = new RevokeScope("inside", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        RevokeOutcome? inside = null;
        var operations = new ScriptedOperations
        {
            OnRead = (in DriverCall call, Span<byte> _, long _) =>
            {
                inside = call.Scope.Revoke(RevokeReason.Unplugged);
                return OperationResult.Done(1);
            },
        };
        var file = scope.Open(operations);

        var call = Parked.Read(file, form, new byte[1]);

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(1));
        Assert.That(inside!.IsCompleted, Is.False);
        await scope.WaitForCompletionAsync(Limit.Token);
        Assert.That(operations.Released, Is.EqualTo(1));
    }

    [TestCase(Native.ENODEV)]
    [TestCase(Native.EIO)]
    [TestCase(6)] // ENXIO
    [TestCase(14)] // EFAULT
    [TestCase(77)] // EBADFD
    public async Task Read_KernelsSignOfDeathWinsTheRace_IsTheSameRevokedException(int errno)
    {
        using var scope = new RevokeScope("race");
        var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall call, Span<byte> _, long _) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return OperationResult.Failed(errno);
            },
        });

        var sync = Assert.Throws<RevokedException>(() => file.Read(new byte[1]))!;

        Assert.That(sync.Errno, Is.EqualTo(Native.ENODEV));
        Assert.That(sync.InnerException!.HResult, Is.EqualTo(errno));
        await scope.WaitForCompletionAsync(Limit.Token);
    }

    [TestCase(Native.ENODEV)]
    [TestCase(Native.EIO)]
    public void Read_SameErrorWhileTheScopeLives_StaysIOException(int errno)
    {
        using var scope = new RevokeScope("lives");
        using var file = scope.Open(new ScriptedOperations { OnRead = (in DriverCall _, Span<byte> _, long _) => OperationResult.Failed(errno) }, "the line");

        var exception = Assert.Throws<IOException>(() => file.Read(new byte[1]))!;

        Assert.That(exception.HResult, Is.EqualTo(errno));
        Assert.That(exception.Message, Does.Contain("the line"));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [TestCase(Native.EPIPE)]
    [TestCase(86)] // ESTRPIPE
    public void Read_RecoverableErrorWhileRevoked_StaysIOException(int errno)
    {
        using var scope = new RevokeScope("xrun");
        var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall call, Span<byte> _, long _) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return OperationResult.Failed(errno);
            },
        });

        Assert.That(Assert.Throws<IOException>(() => file.Read(new byte[1]))!.HResult, Is.EqualTo(errno));
    }

    [Test]
    public async Task Read_EmptyBuffer_ReturnsZeroAtOnce([Values] bool passed)
    {
        // Both ways of reading without sleeping: O_NONBLOCK of a path, poll first of a blocking descriptor.
        using var fifo = new Fifo();
        using var near = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("empty");
        using var file = passed ? scope.Open(near) : scope.Open(fifo.Path);
        near.Write("x");
        Assert.That(file.Read(new byte[8]), Is.EqualTo(1)); // the way to read is found out at the first one

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        Assert.That(await ParkedCall<int>.OnThread(file, () => file.Read([])).ResultAsync(limit.Token), Is.Zero);
    }

    [Test]
    public void Read_AtOffset_LeavesThePositionAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "0123456789");
        using var scope = new RevokeScope("offset");
        using var file = scope.Open(folder["f"]);
        var buffer = new byte[3];

        Assert.That(file.Read(buffer, 5), Is.EqualTo(3));
        Assert.That(buffer, Is.EqualTo("567"u8.ToArray()));
        Assert.That(file.Read(buffer), Is.EqualTo(3));
        Assert.That(buffer, Is.EqualTo("012"u8.ToArray()));
    }

    [Test]
    public async Task ReadAsync_BlockingOperations_RunsOnThePool()
    {
        using var scope = new RevokeScope("pool");
        var ranOnPool = false;
        using var file = scope.Open(new ScriptedBlockingOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                ranOnPool = Thread.CurrentThread.IsThreadPoolThread;
                return OperationResult.Done(1);
            },
        });

        var call = Task.Factory.StartNew(async () => await file.ReadAsync(new byte[1]), Limit.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        Assert.That(await call.WaitAsync(Limit.Token), Is.EqualTo(1));
        Assert.That(ranOnPool, Is.True);
    }

    [Test]
    public async Task Read_BlockingOperationIgnoresItsKick_IsStuckByNameAndReleasedWhenItLeaves([Values] CallForm form)
    {
        using var inside = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        var operations = new ScriptedBlockingOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                inside.Release();
                go.Wait();
                return OperationResult.Done(1);
            },
        };
        using var scope = new RevokeScope("stuck");
        var file = scope.Open(operations, "the disk");
        var call = Parked.Read(file, form, new byte[1]);
        await inside.WaitAsync(Limit.Token);

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(100));

        var stuck = outcome.Stuck.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.IsCompleted, Is.False);
            Assert.That(stuck.Owner, Does.Contain("the disk"));
            Assert.That(stuck.Name, Is.EqualTo("read"));
            Assert.That(stuck.Age, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(operations.Kicks, Is.GreaterThan(1));
            Assert.That(operations.Released, Is.Zero);
        }

        go.Set();
        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(1));
        await scope.WaitForCompletionAsync(Limit.Token);
        Assert.That(operations.Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Read_BlockingOperationKicked_LeavesAndIsReleased([Values] CallForm form)
    {
        using var inside = new SemaphoreSlim(0);
        using var kicked = new ManualResetEventSlim();
        var operations = new ScriptedBlockingOperations
        {
            OnKick = kicked.Set,
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                inside.Release();
                kicked.Wait();
                return OperationResult.Failed(Native.EIO);
            },
        };
        using var scope = new RevokeScope("kicked", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        var file = scope.Open(operations);
        var call = Parked.Read(file, form, new byte[1]);
        await inside.WaitAsync(Limit.Token);

        var outcome = await scope.RevokeAsync(RevokeReason.Unplugged).WaitAsync(Limit.Token);

        Assert.That(outcome.IsCompleted, Is.True);
        await call.FailsAsync<RevokedException>(Limit.Token);
        Assert.That(operations.Released, Is.EqualTo(1));
    }
}
