using Revoke.Tests.Model;

namespace Revoke.Tests.Scopes;

/// <summary>While the many scopes below one are being closed, somebody who is inside opens more files, and somebody else asks who is in the way.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class OpenedWhileClosingTests
{
    private const int Rounds = 20;

    // Who asks again and again slows down who closes: more than a second a round.
    private const int AskingRounds = 8;
    private const int ScopesBelow = 2000;
    private const int FilesEach = 3;

    [Test]
    public async Task Revoke_OpenerInsideWhileScopesBelowAreClosed_EachFileIsReleasedOnce(CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var scope = new RevokeScope("scope");
            var operations = Fill(scope, out var below);
            using var inside = new SemaphoreSlim(0);
            var opener = RunAsync(() => OpenLate(scope, inside, cancellationToken), cancellationToken);
            await inside.WaitAsync(cancellationToken);

            var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromSeconds(20));
            operations.AddRange(await opener);

            Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, operations.Count)), $"round {round}");
            Assert.That(operations.Count(one => one.Releases == 1), Is.EqualTo(operations.Count), $"round {round}");
            GC.KeepAlive(below);
        }
    }

    [Test]
    public async Task Revoke_AboveAScopeThatIsBeingClosed_AnswersAllTheSame(CancellationToken cancellationToken)
    {
        for (var round = 0; round < AskingRounds; round++)
        {
            using var parent = new RevokeScope("parent");
            var scope = parent.CreateChild("scope");
            Fill(scope, out var below);
            using var hold = scope.Hold("mine");
            var other = RunAsync(() => scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero), cancellationToken);
            while (!scope.IsRevoked)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            RevokeOutcome outcome;
            do
            {
                outcome = parent.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
            }
            while (!other.IsCompleted);

            GC.KeepAlive(below);
            Assert.That(outcome.IsCompleted, Is.False, $"round {round}");
            Assert.That(outcome.Stuck.Select(use => use.Name), Does.Contain("mine"), $"round {round}");
        }
    }

    // A scope that nobody refers to would be revoked by the garbage collector.
    private static List<LoopbackOperations> Fill(RevokeScope scope, out RevokeScope[] below)
    {
        var operations = new List<LoopbackOperations>();
        below = [.. Enumerable.Range(0, ScopesBelow).Select(_ => scope.CreateChild("below"))];
        foreach (var one in below)
        {
            for (var file = 0; file < FilesEach; file++)
            {
                operations.Add(new LoopbackOperations());
                one.Open(operations[^1]);
            }
        }

        return operations;
    }

    private static List<LoopbackOperations> OpenLate(RevokeScope scope, SemaphoreSlim inside, CancellationToken cancellationToken)
    {
        var operations = new List<LoopbackOperations>();
        using var use = scope.Enter();
        inside.Release();
        while (!scope.IsRevoked)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        for (var i = 0; i < 3000; i++)
        {
            operations.Add(new LoopbackOperations());
            RevokeScopeExtensions.Add(scope, operations[^1], "late", FileAccess.ReadWrite, endMeansGone: false);
        }

        return operations;
    }

    private static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
