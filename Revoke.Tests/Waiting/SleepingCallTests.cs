using Revoke.Tests.Support;
using Revoke.Tests.Support.Things;

namespace Revoke.Tests.Waiting;

/// <summary>Every real thing in which a call can sleep, woken in every way, in both forms.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class SleepingCallTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    [Test]
    public async Task Operation_ThingBecomesReady_Returns([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        var call = await thing.Start(file, form).AsleepAsync(Limit.Token);

        thing.MakeReady();

        Assert.That(await call.ResultAsync(Limit.Token), Is.Positive);
        Assert.That(SleepersOf.Count(file), Is.Zero);
    }

    [Test]
    public async Task Poll_ThingBecomesReady_AnswersWhatWasAskedFor([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        var call = await thing.StartPoll(file, form).AsleepAsync(Limit.Token);

        thing.MakeReady();

        Assert.That((await call.ResultAsync(Limit.Token)) & thing.Events, Is.EqualTo(thing.Events));
    }

    [Test]
    public async Task Operation_Revoked_FailsAtOnceAndReleasesOnce([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        var call = await thing.Start(file, form).AsleepAsync(Limit.Token);

        var outcome = scope.Revoke(RevokeReason.Policy("test"), TimeSpan.FromSeconds(10));

        var exception = await call.FailsAsync<RevokedException>(Limit.Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.IsCompleted, Is.True);
            Assert.That(outcome.Released, Is.EqualTo(1));
            Assert.That(outcome.Stuck, Is.Empty);
            Assert.That(exception.Errno, Is.EqualTo(Native.ENODEV));
            Assert.That(exception.Reason, Is.EqualTo(RevokeReason.Policy("test")));
            Assert.That(exception.BytesTransferred, Is.Zero);
        }
    }

    [Test]
    public async Task Poll_Revoked_AnswersInOutErrorHangUp([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        var call = await thing.StartPoll(file, form).AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(Dead));
    }

    [Test]
    public async Task Operation_FileDisposed_FailsAsDisposed([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        var file = thing.Open(scope);
        var call = await thing.Start(file, form).AsleepAsync(Limit.Token);

        file.Dispose();

        var exception = await call.FailsAsync<ObjectDisposedException>(Limit.Token);
        Assert.That(exception.Message, Does.Contain(file.Name));
        Assert.That(scope.IsRevoked, Is.False);
        Assert.That(file.IsReleased, Is.True);
    }

    [Test]
    public async Task ReadOrWriteAsync_TokenFires_IsCancelledAndTheFileGoesOn([Values] ThingKind kind)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        using var source = new CancellationTokenSource();
        var call = await thing.Start(file, CallForm.Async, source.Token).AsleepAsync(Limit.Token);

        await source.CancelAsync();

        var exception = await call.FailsAsync<OperationCanceledException>(Limit.Token);
        Assert.That(exception.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(call.Completion.IsCanceled, Is.True);

        var second = await thing.Start(file, CallForm.Async, Limit.Token).AsleepAsync(Limit.Token);
        thing.MakeReady();
        Assert.That(await second.ResultAsync(Limit.Token), Is.Positive, "What came after the cancelled call must not be lost.");
    }

    [Test]
    public async Task Poll_TokenFires_IsCancelled([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        using var source = new CancellationTokenSource();
        var call = await thing.StartPoll(file, form, source.Token).AsleepAsync(Limit.Token);

        await source.CancelAsync();

        var exception = await call.FailsAsync<OperationCanceledException>(Limit.Token);
        Assert.That(exception.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(SleepersOf.Count(file), Is.Zero);
    }

    [Test]
    public async Task Revoke_OfPassedDescriptor_LeavesItOpenWithItsFlags([Values] ThingKind kind, [Values] CallForm form)
    {
        using var thing = SleepyThing.Create(kind);
        if (thing.Passed is not { } passed)
        {
            return;
        }

        var before = passed.Flags;
        using var scope = new RevokeScope("thing");
        using var file = thing.Open(scope);
        var call = await thing.Start(file, form).AsleepAsync(Limit.Token);
        var during = passed.Flags;
        scope.Revoke(RevokeReason.Unplugged);
        await call.FailsAsync<RevokedException>(Limit.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(during, Is.EqualTo(before));
            Assert.That(passed.Flags, Is.EqualTo(before));
            Assert.That(passed.IsClosed, Is.False);
        }
    }
}
