using Revoke.Drivers;
using Revoke.Tests.Support;
using Revoke.Waiting;

namespace Revoke.Tests.Waiting;

/// <summary>Who sleeps alone in a scope does without the scope's bell: a revoke rings his own.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class LonelySleepTests
{
    [Test]
    public async Task BlockingSleep_AloneAndRevoked_IsWokenAndLeavesTheDoorbellSilent(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 100; round++)
        {
            var queue = new WaitQueue();
            var asleep = SleepAsync(new RevokeScope("alone"), queue, cancellationToken);
            await Eventually.TrueAsync(() => queue.HasSleeper, "somebody sleeps", cancellationToken);

            queue.Close(WakeCause.Revoked);

            Assert.That(await asleep.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken), Is.EqualTo(WakeCause.Revoked));
            var next = Doorbell.Rent();
            Assert.That(next.Silence(), Is.False, "a late ring");
            next.Return();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task BlockingSleep_OneOfTwoHasLeft_TheOtherIsWokenByTheRevoke(bool leavesFirst, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scope = new RevokeScope("two");
        WaitQueue[] queues = [new(), new()];
        var first = SleepAsync(scope, queues[0], leavesFirst ? stop.Token : cancellationToken);
        await Eventually.TrueAsync(() => queues[0].HasSleeper, "the first one sleeps", cancellationToken);
        var second = SleepAsync(scope, queues[1], leavesFirst ? cancellationToken : stop.Token);
        await Eventually.TrueAsync(() => queues[1].HasSleeper, "the second one sleeps", cancellationToken);
        await stop.CancelAsync();
        Assert.That(await (leavesFirst ? first : second), Is.EqualTo(WakeCause.Cancelled));

        queues[leavesFirst ? 1 : 0].Close(WakeCause.Revoked);
        ScopeBell.Of(scope).Ring();

        Assert.That(await (leavesFirst ? second : first).WaitAsync(TimeSpan.FromSeconds(5), cancellationToken), Is.EqualTo(WakeCause.Revoked));
    }

    private static Task<WakeCause> SleepAsync(RevokeScope scope, WaitQueue queue, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => BlockingWaiter.Sleep(scope, queue, WaitRequest.ForSource(new WaitSource(), WaitSource.Epoch), new Deadline(TimeProvider.System, Timeout.InfiniteTimeSpan), cancellationToken),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
