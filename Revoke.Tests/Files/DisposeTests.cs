using Moq;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class DisposeTests
{
    [Test]
    public async Task Dispose_Twice_ReleasesOnce()
    {
        var operations = new Mock<IFileOperations>();
        using var scope = new RevokeScope("dispose");
        var file = scope.Open(operations.Object);

        file.Dispose();
        file.Dispose();
        await file.DisposeAsync();

        operations.Verify(static o => o.Release(), Times.Once);
    }

    [Test]
    public void Dispose_AfterRevoke_ReleasesOnce()
    {
        var operations = new Mock<IFileOperations>();
        using var scope = new RevokeScope("dispose");
        var file = scope.Open(operations.Object);

        scope.Revoke(RevokeReason.Unplugged);
        file.Dispose();

        operations.Verify(static o => o.Release(), Times.Once);
        Assert.Throws<ObjectDisposedException>(() => file.Read(new byte[1]), "Whoever disposed it himself is told so.");
    }

    [Test]
    public void Revoke_AfterDispose_DoesNotCountIt()
    {
        var operations = new Mock<IFileOperations>();
        using var scope = new RevokeScope("dispose");
        scope.Open(operations.Object).Dispose();

        var outcome = scope.Revoke(RevokeReason.Unplugged);

        Assert.That(outcome.Released, Is.Zero);
        operations.Verify(static o => o.Release(), Times.Once);
    }

    [Test]
    public async Task Dispose_ReleaseThrows_IsSilentAndDone()
    {
        var operations = new Mock<IFileOperations>();
        operations.Setup(static o => o.Release()).Throws(new InvalidOperationException("of the driver"));
        using var scope = new RevokeScope("dispose");
        var file = scope.Open(operations.Object);

        Assert.DoesNotThrow(file.Dispose);
        await file.DisposeAsync();

        Assert.That(file.IsReleased, Is.True);
        operations.Verify(static o => o.Release(), Times.Once);
    }

    [Test]
    public async Task Dispose_RacingRevoke_OneWinsTheOtherWaitsForIt()
    {
        for (var round = 0; round < 300; round++)
        {
            var operations = new BareOperations();
            var scope = new RevokeScope("race");
            var file = scope.Open(operations);
            using var start = new Barrier(2);
            var disposing = Task.Run(() =>
            {
                start.SignalAndWait(Limit.Token);
                file.Dispose();
                return operations.Released;
            });
            start.SignalAndWait(Limit.Token);
            var outcome = scope.Revoke(RevokeReason.Unplugged);

            Assert.That(operations.Released, Is.EqualTo(1), "When revoke returns, it is released.");
            Assert.That(await disposing, Is.EqualTo(1), "When dispose returns, it is released.");
            Assert.That(outcome.IsCompleted, Is.True);
        }
    }

    [Test]
    public async Task Dispose_FromInsideItsOwnOperation_DoesNotWaitAndReleasesWhenItLeaves([Values] CallForm form)
    {
        RevocableFile? file = null;
        var releasedInside = -1;
        using var scope = new RevokeScope("inside", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        ScriptedOperations? operations = null;
        operations = new ScriptedOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                file!.Dispose();
                releasedInside = operations!.Released;
                return OperationResult.Done(1);
            },
        };
        file = scope.Open(operations);

        Assert.That(await Parked.Read(file, form, new byte[1]).ResultAsync(Limit.Token), Is.EqualTo(1));

        Assert.That(releasedInside, Is.Zero);
        await Eventually.TrueAsync(() => operations.Released == 1, "released", Limit.Token);
    }

    [Test]
    public async Task Dispose_UseThatDoesNotLeave_WaitsNoLongerThanTheDrainTimeout()
    {
        using var operations = new ParkedOperation();
        using var scope = new RevokeScope("bounded", new RevokeScopeOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
        var file = scope.Open(operations);
        var read = Parked.Read(file, CallForm.Sync);
        await operations.InsideAsync(Limit.Token);

        file.Dispose();
        await file.DisposeAsync();

        Assert.That(operations.Released, Is.Zero, "Never freed under a user.");
        operations.LetGo();
        Assert.That(await read.ResultAsync(Limit.Token), Is.EqualTo(1));
        await Eventually.TrueAsync(() => operations.Released == 1, "released", Limit.Token);
    }

    [Test]
    public async Task DisposeAsync_UseInside_CompletesWhenItHasLeft()
    {
        using var operations = new ParkedOperation();
        using var scope = new RevokeScope("async", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        var file = scope.Open(operations);
        var read = Parked.Read(file, CallForm.Sync);
        await operations.InsideAsync(Limit.Token);

        var disposing = file.DisposeAsync().AsTask();
        Assert.That(disposing.IsCompleted, Is.False);
        operations.LetGo();
        await disposing.WaitAsync(Limit.Token);

        Assert.That(operations.Released, Is.EqualTo(1));
        Assert.That(await read.ResultAsync(Limit.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_Scope_IsARevokeWithCauseDisposed()
    {
        using var fifo = new Fifo();
        var scope = new RevokeScope("scope");
        var file = scope.Open(fifo.Path);
        var call = await Parked.Read(file, CallForm.Async).AsleepAsync(Limit.Token);

        scope.Dispose();

        Assert.That((await call.FailsAsync<RevokedException>(Limit.Token)).Reason!.Cause, Is.EqualTo(RevokeCause.Disposed));
        Assert.That(file.IsReleased, Is.True);
    }

    [Test]
    public async Task Dispose_OneOfTwoFiles_LeavesTheOtherAsleep()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("two");
        var first = scope.Open(fifo.Path);
        using var second = scope.Open(fifo.Path);
        var one = await Parked.Read(first, CallForm.Async).AsleepAsync(Limit.Token);
        var two = await Parked.Read(second, CallForm.Async).AsleepAsync(Limit.Token);

        first.Dispose();
        await one.FailsAsync<ObjectDisposedException>(Limit.Token);
        Assert.That(two.IsCompleted, Is.False);
        second.Write("x"u8);

        Assert.That(await two.ResultAsync(Limit.Token), Is.EqualTo(1));
    }
}
