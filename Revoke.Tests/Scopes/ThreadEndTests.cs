using Revoke.Tests.Support;

namespace Revoke.Tests.Scopes;

/// <summary>Threads that end inside a use they never left.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class ThreadEndTests
{
    [Test]
    public async Task Revoke_UseOfAThreadThatHasEnded_IsNotWaitedFor([Values(1, 8, 20)] int depth, [Values(0, 50)] int usesBefore, CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("device", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        var released = false;
        using var value = new Revocable<object>(scope, new object(), release: _ => released = true);
        for (var i = 0; i < usesBefore; i++)
        {
            value.Enter().Dispose();
        }

        EndInside(value, depth);
        var revoke = scope.RevokeAsync(RevokeReason.Unplugged, cancellationToken);
        await CollectUntilAsync(() => revoke.IsCompleted, cancellationToken);

        Assert.That(((await revoke).IsCompleted, released), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Revoke_GivenUpBeforeTheThreadEnds_IsCompletedAllTheSame(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("device");
        using var value = new Revocable<object>(scope, new object());
        using var end = new ManualResetEventSlim();
        var thread = StartInside(value, depth: 1, end);
        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
        Assert.That((outcome.IsCompleted, outcome.Stuck.Count), Is.EqualTo((false, 1)));

        end.Set();
        thread.Join();
        thread = null;
        await CollectUntilAsync(() => scope.State == RevokeState.Completed, cancellationToken);

        Assert.That(scope.State, Is.EqualTo(RevokeState.Completed));
    }

    private static void EndInside(Revocable<object> value, int depth)
    {
        using var end = new ManualResetEventSlim(initialState: true);
        StartInside(value, depth, end).Join();
    }

    private static Thread StartInside(Revocable<object> value, int depth, ManualResetEventSlim end)
    {
        using var inside = new CountdownEvent(1);
        var thread = new Thread(() =>
        {
            for (var i = 0; i < depth; i++)
            {
                _ = value.Enter();
            }

            inside.Signal();
            end.Wait();
        });
        thread.Start();
        inside.Wait();
        return thread;
    }

    // That a thread has ended is learnt from the garbage collector.
    private static Task CollectUntilAsync(Func<bool> condition, CancellationToken cancellationToken) => Eventually.TrueAsync(
        () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return condition();
        },
        "it is over",
        cancellationToken);
}
