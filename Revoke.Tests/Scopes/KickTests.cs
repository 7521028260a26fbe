namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class KickTests
{
    private static readonly RevokeScopeOptions Forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    [Test]
    public async Task Kick_Running_IsNotOvertakenByTheRelease()
    {
        using var scope = new RevokeScope("kick", Forever);
        using var released = new ManualResetEventSlim();
        Party? user = null;
        var overtaken = false;
        var guarded = new Revocable<object>(scope, new object(), _ =>
        {
            user!.GoOn();
            overtaken |= released.Wait(TimeSpan.FromSeconds(1));
        }, _ => released.Set());
        user = Party.Start(me => { using var a = guarded.Enter(); me.Stop(); });
        await user.ReachedStopAsync();
        await scope.RevokeAsync(RevokeReason.Unplugged).WaitAsync(TimeSpan.FromSeconds(10));
        await Task.Delay(1200);
        Assert.That(overtaken, Is.False, "released under a running kick");
    }

    /// <summary>The first kick is part of the revoke's beginning; the second one is made by the thread that called, once somebody waits.</summary>
    [TestCase(1)]
    [TestCase(2)]
    public async Task Kick_OnTheThreadThatCalledLastsLongerThanTheUse_IsWaitedFor(int effective)
    {
        using var scope = new RevokeScope("kick", Forever);
        Party? user = null;
        var kicks = 0;
        using var lingers = new ManualResetEventSlim();
        var guarded = new Revocable<object>(scope, new object(), _ =>
        {
            if (Interlocked.Increment(ref kicks) == effective)
            {
                user!.GoOn();
                lingers.Wait(TimeSpan.FromMilliseconds(500));
            }
        });
        user = Party.Start(me => { using var use = guarded.Enter(); me.Stop(); });
        await user.ReachedStopAsync();

        var outcome = await scope.RevokeAsync(RevokeReason.Unplugged).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(outcome.IsCompleted, outcome.ToString());
    }

    [Test]
    public async Task Kick_OfAnObjectReleasedMeanwhile_IsNotCalled()
    {
        using var scope = new RevokeScope("kick", Forever);
        using var released = new ManualResetEventSlim();
        Party? user1 = null;
        var late = 0;
        var kicked1 = 0;
        // Objects are listed newest first: 'first' is opened last.
        var second = new Revocable<object>(scope, new object(), _ => { if (released.IsSet) { Interlocked.Increment(ref late); } }, _ => released.Set());
        var first = new Revocable<object>(scope, new object(), _ =>
        {
            if (Interlocked.Increment(ref kicked1) == 2)
            {
                user1!.GoOn();
                released.Wait(TimeSpan.FromSeconds(5));
            }
        });
        user1 = Party.Start(me => { using var a = second.Enter(); me.Stop(); });
        var user2 = Party.Start(me => { using var a = first.Enter(); me.Stop(); });
        await user1.ReachedStopAsync();
        await user2.ReachedStopAsync();
        // piecemeal, so that 'second' is released while 'first' is inside
        await Task.Run(() => { _ = scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.Zero); });
        user2.GoOn();
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(late, Is.Zero, "kicked after its release");
    }
}
