using Microsoft.Extensions.Time.Testing;

namespace Revoke.Tests.Scopes;

public sealed class DrainTests
{
    private static readonly RevokeScopeOptions Forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    [Test]
    public async Task Revoke_UseOfAnotherThread_ReleasesOnlyAfterItLeft()
    {
        using var scope = new RevokeScope("used", Forever);
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = scope.Enter();
            me.Stop();
            Assert.That((use.IsRevoked, probe.Releases), Is.EqualTo((true, 0)));
            me.Stop();
        });
        await user.ReachedStopAsync();
        var revoker = Party.Start(_ => Assert.That(scope.Revoke(RevokeReason.Unplugged), Has.Property("IsCompleted").True.And.Property("Released").EqualTo(1)));
        await revoker.SleepsAsync();

        user.GoOn();
        await user.ReachedStopAsync();
        Assert.That(probe.Releases, Is.Zero);
        user.GoOn();

        await Task.WhenAll(user.Ended, revoker.Ended);
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_DeadlineUnderAUse_NamesTheThreadAndReleasesLater()
    {
        using var scope = new RevokeScope("stuck");
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);

        Assert.That((outcome.IsCompleted, outcome.Released, probe.Releases), Is.EqualTo((false, 0, 0)));
        Assert.That(outcome.Stuck.Single().ThreadId, Is.EqualTo(user.Thread.ManagedThreadId));
        Assert.That(outcome.Stuck.Single().Owner, Does.Contain("Probe"));
        Assert.That(scope.State, Is.EqualTo(RevokeState.Revoking));
        user.GoOn();
        await user.Ended;
        var completed = await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((completed.IsCompleted, completed.Released, probe.Releases, scope.State), Is.EqualTo((true, 1, 1, RevokeState.Completed)));
    }

    [Test]
    public async Task Revoke_DeadlineUnderOneUse_ReleasesTheOthersNow()
    {
        using var scope = new RevokeScope("partly stuck");
        var (stuck, free) = (new Probe(), new Probe());
        using var guardedStuck = stuck.Guard(scope);
        using var guardedFree = free.Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = guardedStuck.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);

        Assert.That((outcome.Released, stuck.Releases, free.Releases), Is.EqualTo((1, 0, 1)));
        user.GoOn();
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(stuck.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task RevokeAsync_UseOfTheScope_KeepsAllItsObjectsUntilItLeft()
    {
        using var scope = new RevokeScope("whole");
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = scope.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        Assert.That((await scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.Zero)).Released, Is.Zero, "a use of the scope protects everything in it");

        user.GoOn();
        Assert.That((await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30))).Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_Hold_IsStuckByNameAndAge()
    {
        var time = new FakeTimeProvider();
        using var scope = new RevokeScope("held", new() { TimeProvider = time });
        using var hold = scope.Hold("export");
        time.Advance(TimeSpan.FromSeconds(7));

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);

        Assert.That(outcome.Stuck.Single(), Is.EqualTo(new ActiveUse("scope 'held'", "export", TimeSpan.FromSeconds(7), null, null)));
        Assert.That(hold.IsRevoked);
        Assert.That(hold.ThrowIfRevoked, Throws.InstanceOf<RevokedException>());
        await Task.Run(hold.Dispose);
        Assert.That((await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30))).IsCompleted);
    }

    [Test]
    public async Task RevokeAsync_FromInsideAHold_GivesItselfUpAndWaitsForNobody()
    {
        using var scope = new RevokeScope("self", Forever);
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        using var hold = scope.Hold("me");

        var outcome = await hold.RevokeAsync(RevokeReason.Policy("done")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That((outcome.WasFirst, outcome.IsCompleted, probe.Releases), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public async Task RevokeAsync_FromInsideOneOfTwoHolds_WaitsForTheOther()
    {
        using var scope = new RevokeScope("two holds", Forever);
        using var mine = scope.Hold("mine");
        using var others = scope.Hold("other's");

        var revoke = mine.RevokeAsync(RevokeReason.Unplugged);

        Assert.That((revoke.IsCompleted, scope.CaptureUses().Single().Name), Is.EqualTo((false, "other's")));
        others.Dispose();
        Assert.That((await revoke.WaitAsync(TimeSpan.FromSeconds(30))).IsCompleted);
    }

    [Test]
    public void Revoke_PlainFromInsideAHold_IsStuckAtTheDeadline()
    {
        using var scope = new RevokeScope("plain");
        using var hold = scope.Hold("mine");
        Assert.That(scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(20)).Stuck.Single().Name, Is.EqualTo("mine"));
    }

    [Test]
    public async Task RevokeAsync_Deadline_IsTheClocks()
    {
        var time = new FakeTimeProvider();
        using var scope = new RevokeScope("clock", new() { TimeProvider = time, DrainTimeout = TimeSpan.FromHours(1) });
        using var hold = scope.Hold("late");

        var revoke = scope.RevokeAsync(RevokeReason.Unplugged);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.That((revoke.IsCompleted, scope.IsRevoked), Is.EqualTo((false, true)));
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await revoke.WaitAsync(TimeSpan.FromSeconds(30))).Stuck.Single().Age, Is.EqualTo(TimeSpan.FromMinutes(61)));
    }

    [Test]
    public async Task Revoke_DeadlineOfAnotherClock_WakesTheWaitingThread()
    {
        var time = new FakeTimeProvider();
        using var scope = new RevokeScope("clock", new() { TimeProvider = time, DrainTimeout = TimeSpan.FromHours(1) });
        using var hold = scope.Hold("late");
        var revoker = Party.Start(_ => Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted, Is.False));
        await revoker.SleepsAsync();

        time.Advance(TimeSpan.FromHours(2));

        await revoker.Ended;
    }

    [Test]
    public async Task RevokeAsync_StopWaiting_EndsAsTheDeadlineDoes()
    {
        using var scope = new RevokeScope("impatient", Forever);
        using var hold = scope.Hold("slow");
        using var source = new CancellationTokenSource();
        var revoke = scope.RevokeAsync(RevokeReason.Unplugged, source.Token);
        Assert.That(revoke.IsCompleted, Is.False);

        await source.CancelAsync();

        Assert.That((await revoke.WaitAsync(TimeSpan.FromSeconds(30))).Stuck.Single().Name, Is.EqualTo("slow"));
    }

    [Test]
    public async Task Revoke_Again_WaitsForTheRunningOne()
    {
        using var scope = new RevokeScope("again", Forever);
        var hold = scope.Hold("slow");
        var first = scope.RevokeAsync(RevokeReason.Unplugged);
        var second = Party.Start(_ =>
        {
            var outcome = scope.Revoke(RevokeReason.Replaced);
            Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Reason), Is.EqualTo((false, true, RevokeReason.Unplugged)));
        });
        await second.SleepsAsync();

        hold.Dispose();

        await second.Ended;
        Assert.That((await first.WaitAsync(TimeSpan.FromSeconds(30))).WasFirst);
    }

    [Test]
    public async Task Revoke_ParentOfARunningRevoke_WaitsForItAndNamesWhoIsStuckThere()
    {
        using var parent = new RevokeScope("parent");
        using var child = parent.CreateChild("child");
        using var hold = child.Hold("below");
        Assert.That(child.Revoke(RevokeReason.Unplugged, TimeSpan.Zero).IsCompleted, Is.False);

        var outcome = parent.Revoke(RevokeReason.Replaced, TimeSpan.Zero);
        Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Stuck.Single().Name), Is.EqualTo((true, false, "below")));
        Assert.That(child.Reason, Is.EqualTo(RevokeReason.Unplugged), "the first reason stays");

        hold.Dispose();
        Assert.That((await parent.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30))).IsCompleted);
    }

    [Test]
    public async Task Revoke_BlockedUseThatCanBeKicked_IsKickedUntilItLeaves()
    {
        using var scope = new RevokeScope("kicked", Forever);
        var probe = new Probe();
        using var guarded = probe.GuardBlocking(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
            SpinWait.SpinUntil(() => probe.Kicks >= 5);
        });
        await user.ReachedStopAsync();
        user.GoOn();

        Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted);
        await user.Ended;
        Assert.That(probe.Kicks, Is.GreaterThanOrEqualTo(5));
    }

    [Test]
    public async Task Revoke_BlockedUseThatIgnoresItsKick_IsNamedAndStillKickedAndReleasedAtLast()
    {
        using var scope = new RevokeScope("deaf");
        var probe = new Probe();
        using var guarded = probe.GuardBlocking(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(10));
        var stuck = outcome.Stuck.Single();
        Assert.That((stuck.Name, stuck.Age is not null, stuck.ThreadId), Is.EqualTo(("Probe", true, user.Thread.ManagedThreadId)));
        var kicks = probe.Kicks;
        SpinWait.SpinUntil(() => probe.Kicks > kicks + 2, TimeSpan.FromSeconds(30));
        Assert.That(probe.Kicks, Is.GreaterThan(kicks + 2), "it is kicked after the deadline too");

        user.GoOn();
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task CaptureUses_EverywhereBelow_NamesObjectThreadAndHold()
    {
        using var scope = new RevokeScope("top");
        using var child = scope.CreateChild("below");
        using var guarded = new Probe().Guard(child);
        using var hold = child.Hold("held");
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        Assert.That(
            scope.CaptureUses().Select(use => (use.Owner, use.Name, use.ThreadId)),
            Is.EquivalentTo(new (string, string?, int?)[] { ("scope 'below'", "held", null), ("Probe of 'below'", null, user.Thread.ManagedThreadId) }));
        user.GoOn();
        await user.Ended;
        hold.Dispose();
        Assert.That(scope.CaptureUses(), Is.Empty);
    }
}
