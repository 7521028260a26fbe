using Revoke.Drivers;
using Revoke.Files;
using Revoke.Tests.Support;
using Revoke.Waiting;

namespace Revoke.Tests.Waiting;

/// <summary>
/// The queue of a file is made by its first sleeper, who closes it himself if the file was revoked meanwhile. A second sleeper may stand in it by then, who came to the
/// scope's bell after the revoke had rung it.
/// </summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class LateQueueTests
{
    [Test]
    public async Task CloseLate_SomebodySleepsAfterTheBellWasRung_IsWoken(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("scope");
        scope.Revoke(RevokeReason.Unplugged);
        var extras = new FileExtras(observer: null);
        var asleep = Task.Factory.StartNew(
            () => BlockingWaiter.Sleep(
                scope,
                extras.Sleepers,
                WaitRequest.ForSource(new WaitSource(), WaitSource.Epoch),
                new Deadline(TimeProvider.System, Timeout.InfiniteTimeSpan),
                cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Eventually.TrueAsync(() => extras.Sleepers.HasSleeper, "somebody sleeps", cancellationToken);

        extras.CloseLate(scope, WakeCause.Revoked);

        Assert.That(await asleep.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken), Is.EqualTo(WakeCause.Revoked));
    }

    [Test]
    public void CloseLate_SomebodyStandsInTheQueue_IsCleanedUpAfter()
    {
        using var scope = new RevokeScope("scope");
        var extras = new FileExtras(observer: null);
        var waiter = new Standing();
        Assert.That(extras.Sleepers.TryAdd(waiter, out _));

        extras.CloseLate(scope, WakeCause.Disposed);

        Assert.That((waiter.Cause, waiter.IsCleanedUp), Is.EqualTo((WakeCause.Disposed, true)), "what it waited for is given back");
    }

    private sealed class Standing : Waiter
    {
        internal bool IsCleanedUp { get; private set; }

        internal override void CleanUp() => IsCleanedUp = true;

        private protected override void OnSettled(WakeCause cause)
        {
        }
    }
}
