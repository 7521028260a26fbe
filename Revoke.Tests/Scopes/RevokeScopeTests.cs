namespace Revoke.Tests.Scopes;

public sealed class RevokeScopeTests
{
    [Test]
    public void Constructor_EmptyName_IsRefused([Values("", " ", null)] string? name) =>
        Assert.That(() => new RevokeScope(name!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));

    [Test]
    public void Revoke_Live_ClosesTheGateAndCompletes()
    {
        using var scope = new RevokeScope("scanner", new() { Generation = 3 });
        var outcome = scope.Revoke(RevokeReason.Policy("shift over"));

        Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Released, outcome.Stuck.Count), Is.EqualTo((true, true, 0, 0)));
        Assert.That((scope.State, scope.IsRevoked, scope.Reason), Is.EqualTo((RevokeState.Completed, true, RevokeReason.Policy("shift over"))));
        Assert.That(scope.TryEnter(out _), Is.False);
        Assert.That(scope.TryHold(out _), Is.False);
        Assert.That(
            () => scope.Enter().Dispose(),
            Throws.InstanceOf<RevokedException>()
                .With.Property(nameof(RevokedException.ScopeName)).EqualTo("scanner")
                .And.Property(nameof(RevokedException.Generation)).EqualTo(3)
                .And.Property(nameof(RevokedException.Errno)).EqualTo(19)
                .And.Property(nameof(RevokedException.HResult)).EqualTo(19)
                .And.Property(nameof(RevokedException.Reason)).EqualTo(scope.Reason)
                .And.Message.Contains("scanner").And.Message.Contains("shift over"));
    }

    [Test]
    public void Revoke_Again_SaysSoAndKeepsTheFirstReason()
    {
        using var scope = new RevokeScope("twice");
        scope.Revoke(RevokeReason.Unplugged);

        var again = scope.Revoke(RevokeReason.Replaced);

        Assert.That((again.WasFirst, again.IsCompleted, again.Reason), Is.EqualTo((false, true, RevokeReason.Unplugged)));
    }

    [Test]
    public void Revoke_Parent_RevokesAllBelow()
    {
        using var card = new RevokeScope("card");
        using var pcm = card.CreateChild("pcm");
        using var stream = pcm.CreateChild("stream");
        using var control = card.CreateChild("control");
        var probe = new Probe();
        using var guarded = probe.Guard(stream);

        var outcome = card.Revoke(RevokeReason.Unplugged);

        Assert.That(outcome.Released, Is.EqualTo(1));
        Assert.That(new[] { card, pcm, stream, control }.Select(scope => (scope.State, scope.Reason)), Is.All.EqualTo((RevokeState.Completed, RevokeReason.Unplugged)));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public void Revoke_Child_LeavesParentAndSiblings()
    {
        using var card = new RevokeScope("card");
        using var one = card.CreateChild("one");
        using var other = card.CreateChild("other");

        one.Revoke(RevokeReason.Unplugged);

        Assert.That((card.IsRevoked, other.IsRevoked), Is.EqualTo((false, false)));
        using (other.Enter())
        {
        }
    }

    [Test]
    public void CreateChild_RevokedScope_IsRefused()
    {
        using var scope = new RevokeScope("gone");
        scope.Revoke(RevokeReason.Unplugged);
        Assert.That(() => scope.CreateChild("late"), Throws.InstanceOf<RevokedException>());
        Assert.That(() => new Probe().Guard(scope), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void Dispose_Scope_IsARevokeWithCauseDisposed()
    {
        var scope = new RevokeScope("disposed");
        var child = scope.CreateChild("child");
        scope.Dispose();
        scope.Dispose();

        Assert.That(() => scope.Enter().Dispose(), Throws.InstanceOf<ObjectDisposedException>(), "he disposed this object himself");
        Assert.That(() => scope.CreateChild("x"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(
            () => child.Enter().Dispose(),
            Throws.InstanceOf<RevokedException>().With.Property("Reason").Property("Cause").EqualTo(RevokeCause.Disposed),
            "a parent was disposed");
        Assert.That(scope.TryEnter(out _), Is.False);
        child.Dispose();
    }

    [Test]
    public async Task Revoked_Token_FiresOffTheRevokingThread()
    {
        using var scope = new RevokeScope("token");
        using var go = new ManualResetEventSlim();
        var thread = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = scope.Revoked.Register(() =>
        {
            go.Wait();
            thread.SetResult(Environment.CurrentManagedThreadId);
        });

        var revoker = Environment.CurrentManagedThreadId;
        var outcome = scope.Revoke(RevokeReason.Unplugged);
        Assert.That((outcome.IsCompleted, scope.Revoked.IsCancellationRequested), Is.EqualTo((true, true)), "a callback that hangs does not delay the revoke");
        go.Set();

        Assert.That(await thread.Task.WaitAsync(TimeSpan.FromSeconds(30)), Is.Not.EqualTo(revoker));
    }

    [Test]
    public void Revoked_TakenAfterTheRevoke_HasFired()
    {
        using var scope = new RevokeScope("late token");
        scope.Revoke(RevokeReason.Unplugged);
        Assert.That(scope.Revoked.IsCancellationRequested);
    }

    [Test]
    public async Task WaitForCompletionAsync_BeforeAndAfter_GivesTheOutcome()
    {
        using var scope = new RevokeScope("awaited");
        var before = scope.WaitForCompletionAsync();
        Assert.That(before.IsCompleted, Is.False);

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That((await before.WaitAsync(TimeSpan.FromSeconds(30))).IsCompleted);
        Assert.That((await scope.WaitForCompletionAsync()).Reason, Is.EqualTo(RevokeReason.Unplugged));
    }

    [Test]
    public void WaitForCompletionAsync_Cancelled_EndsTheWaitOnly()
    {
        using var scope = new RevokeScope("cancelled");
        using var source = new CancellationTokenSource();
        var wait = scope.WaitForCompletionAsync(source.Token);
        source.Cancel();
        Assert.That(async () => await wait, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scope.State, Is.EqualTo(RevokeState.Live));
    }

    [Test]
    public void Revoke_BadTimeout_IsRefusedBeforeAnythingHappens([Values(-2, 4_000_000_000d)] double milliseconds)
    {
        using var scope = new RevokeScope("timeout");
        Assert.That(() => scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(milliseconds)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => scope.Revoke(null!), Throws.ArgumentNullException);
        Assert.That(scope.State, Is.EqualTo(RevokeState.Live));
    }

    [Test]
    public void Timeline_Completed_IsInOrder()
    {
        using var scope = new RevokeScope("timeline");
        using var guarded = new Probe().Guard(scope);
        var timeline = scope.Revoke(RevokeReason.Unplugged).Timeline;
        Assert.That(new[] { TimeSpan.Zero, timeline.GateClosed, timeline.Woken, timeline.Drained!.Value, timeline.Released!.Value }, Is.Ordered);
    }

    [Test]
    public void Revoke_TreeOfAnyDepth_NeedsNoStack()
    {
        using var root = new RevokeScope("root");
        var chain = new List<RevokeScope> { root };
        for (var i = 0; i < 20_000; i++)
        {
            chain.Add(chain[^1].CreateChild("below"));
        }

        Assert.That(root.Revoke(RevokeReason.Unplugged).IsCompleted);
        Assert.That(chain[^1].State, Is.EqualTo(RevokeState.Completed));
    }
}
