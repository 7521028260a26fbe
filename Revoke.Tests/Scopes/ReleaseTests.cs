using Microsoft.Extensions.Logging.Testing;
using Revoke.Drivers;

namespace Revoke.Tests.Scopes;

public sealed class ReleaseTests
{
    [Test]
    public void Revoke_ReleaseThatThrows_CountsAndDoesNotStopTheOthers()
    {
        var logger = new FakeLogger();
        using var scope = new RevokeScope("throwing", new() { Logger = logger });
        var bad = new InvalidOperationException("bad driver");
        var others = Enumerable.Range(0, 3).Select(_ => new Probe()).ToArray();
        others[0].Guard(scope);
        new Probe { OnRelease = () => throw bad }.Guard(scope);
        others[1].Guard(scope);
        others[2].Guard(scope);

        var outcome = scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, outcome.Released, outcome.Errors.Single()), Is.EqualTo((true, 4, bad)));
        Assert.That(others.Select(probe => probe.Releases), Is.All.EqualTo(1));
        Assert.That(logger.LatestRecord.Exception, Is.SameAs(bad));
    }

    [Test]
    public async Task Revoke_ByManyThreadsAtOnce_OneIsFirstAndReleaseIsOnce()
    {
        for (var round = 0; round < 300; round++)
        {
            using var scope = new RevokeScope("race");
            var probe = new Probe();
            var guarded = probe.Guard(scope);
            using var start = new Barrier(4);
            var outcomes = new RevokeOutcome[3];
            var parties = Enumerable.Range(0, 3).Select(i => Party.Start(_ =>
            {
                start.SignalAndWait();
                outcomes[i] = scope.Revoke(RevokeReason.Policy($"by {i}"));
            })).Append(Party.Start(_ =>
            {
                start.SignalAndWait();
                guarded.Dispose();
            })).ToArray();
            await Task.WhenAll(parties.Select(party => party.Ended));

            Assert.That(outcomes.Count(outcome => outcome.WasFirst), Is.EqualTo(1));
            Assert.That(outcomes.Select(outcome => (outcome.IsCompleted, outcome.Reason)).Distinct().Count(), Is.EqualTo(1));
            Assert.That(probe.Releases, Is.EqualTo(1));
        }
    }

    [Test]
    public void Dispose_Object_ReleasesOnceAndLeavesTheScope()
    {
        using var scope = new RevokeScope("objects");
        var probe = new Probe();
        var guarded = probe.Guard(scope);
        guarded.Dispose();
        guarded.Dispose();

        Assert.That(probe.Releases, Is.EqualTo(1));
        Assert.That(() => guarded.Enter().Dispose(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => guarded.TryEnter(out _), Throws.InstanceOf<ObjectDisposedException>(), "false means revoked and nothing else");
        Assert.That(scope.Revoke(RevokeReason.Unplugged).Released, Is.Zero);
    }

    [Test]
    public async Task DisposeAsync_ObjectInUse_CompletesWhenItIsReleased()
    {
        await using var scope = new RevokeScope("objects", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        var probe = new Probe();
        var guarded = probe.Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        var dispose = guarded.DisposeAsync().AsTask();
        Assert.That((dispose.IsCompleted, probe.Releases), Is.EqualTo((false, 0)));
        user.GoOn();

        await dispose.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_AfterARevokeThatGaveUp_DoesNotWaitAgain()
    {
        var scope = new RevokeScope("given up", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        var guarded = new Probe().Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();
        Assert.That(scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero).Stuck, Has.Count.EqualTo(1));

        guarded.Dispose();
        scope.Dispose();

        user.GoOn();
        await user.Ended;
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void Add_ToAScopeThatIsBeingRevoked_IsBornDeadAndReleasedOnce()
    {
        using var scope = new RevokeScope("late");
        var operations = new Operations();
        RevokeOutcome outcome;
        RevocableFile file;
        using (scope.Enter())
        {
            outcome = scope.Revoke(RevokeReason.Unplugged);
            file = RevokeScopeExtensions.Add(scope, operations, "late", FileAccess.ReadWrite, endMeansGone: false);
            Assert.That((outcome.IsCompleted, file.IsRevoked, operations.Releases), Is.EqualTo((false, true, 0)));
        }

        Assert.That(scope.WaitForCompletionAsync().Wait(TimeSpan.FromSeconds(30)));
        Assert.That(operations.Releases, Is.EqualTo(1));
        Assert.That(() => file.Flush(toDisk: false), Throws.Nothing);
        file.Dispose();
        Assert.That(operations.Releases, Is.EqualTo(1));
    }

    private sealed class Operations : IFileOperations
    {
        internal int Releases { get; private set; }

        public void Release() => Releases++;
    }
}
