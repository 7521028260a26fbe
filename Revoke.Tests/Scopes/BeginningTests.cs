using Revoke.Tests.Support;

namespace Revoke.Tests.Scopes;

/// <summary>A revoke whose beginning is left to be finished by whoever comes.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class BeginningTests
{
    [Test]
    public async Task Revoke_WaitsWhileAnotherBegins_FinishesWhatThatLeavesToIt(CancellationToken cancellationToken)
    {
        using var waking = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var scope = new RevokeScope("scope") { };
        scope.SetBell(new SlowBell(waking, go, cancellationToken));
        var first = Task.Run(() => Teardown.BeginRevoke(scope, RevokeReason.Unplugged, out _, finishLater: true), cancellationToken);
        waking.Wait(cancellationToken);
        var waiting = new TaskCompletionSource<Thread>();
        var second = Task.Run(
            () =>
            {
                waiting.SetResult(Thread.CurrentThread);
                return scope.Revoke(RevokeReason.Unplugged);
            },
            cancellationToken);
        var thread = await waiting.Task;
        await Eventually.TrueAsync(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the second waits", cancellationToken);

        go.Set();
        await first;

        Assert.That((await second.WaitAsync(cancellationToken)).IsCompleted, Is.True);
    }

    private sealed class SlowBell(ManualResetEventSlim waking, ManualResetEventSlim go, CancellationToken cancellationToken) : IScopeBell
    {
        public void Ring()
        {
            waking.Set();
            go.Wait(cancellationToken);
        }
    }
}
