using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Revoke.Tests.Scopes;
using Revoke.Tests.Support;

namespace Revoke.Tests.Diagnostics;

/// <summary>Scopes of other tests may be finalized meanwhile, so each test looks for a measurement that is its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class RevokeMetricsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();

    [Test]
    public void Revoke_Tree_CountsEveryScopeByItsCause()
    {
        using var scopes = Collect<long>("revoke.scopes.revoked");
        using var root = new RevokeScope("root");
        var (left, right) = (root.CreateChild("left"), root.CreateChild("right"));

        right.Revoke(RevokeReason.Unplugged);
        root.Revoke(RevokeReason.Replaced);
        root.Revoke(RevokeReason.Policy("again"));

        GC.KeepAlive(left);
        var counted = scopes.GetMeasurementSnapshot().Select(static m => (m.Value, m.Tags["revoke.cause"])).ToList();
        Assert.That(counted, Does.Contain((2L, (object)"replaced")).And.Contain((1L, (object)"unplugged")).And.None.EqualTo((2L, (object)"policy")));
    }

    [Test]
    public void Revoke_Completed_CountsWhatItReleased()
    {
        using var released = Collect<long>("revoke.objects.released");
        using var scope = new RevokeScope("seven");
        for (var i = 0; i < 7; i++)
        {
            new Probe().Guard(scope);
        }

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(released.GetMeasurementSnapshot().Select(static m => m.Value), Does.Contain(7));
    }

    [Test]
    public void Dispose_OfOneObject_CountsItAndNoScope()
    {
        using var released = Collect<long>("revoke.objects.released");
        using var durations = Collect<double>("revoke.duration");
        using var scope = new RevokeScope("one", new() { TimeProvider = _time });
        var before = released.GetMeasurementSnapshot().Count;

        new Probe().Guard(scope).Dispose();

        Assert.That(released.GetMeasurementSnapshot(), Has.Count.GreaterThan(before));
        Assert.That(durations.GetMeasurementSnapshot().Where(static m => m.Value == 0), Is.Empty, "a revoke on a clock that stands");
    }

    [Test]
    public async Task Revoke_Completed_MeasuresFromGateClosedInSecondsOfTheScopesClock()
    {
        using var durations = Collect<double>("revoke.duration");
        using var scope = new RevokeScope("slow", new() { TimeProvider = _time, DrainTimeout = Timeout.InfiniteTimeSpan });
        var hold = scope.Hold("slow");
        var revoke = scope.RevokeAsync(RevokeReason.Replaced);

        _time.Advance(TimeSpan.FromSeconds(1234));
        hold.Dispose();

        await revoke;
        await Eventually.TrueAsync(
            () => durations.GetMeasurementSnapshot().Any(static m => m.Value == 1234 && m.Tags["revoke.cause"] is "replaced"),
            "a duration of 1234 s was measured",
            Limit.Token);
    }

    [Test]
    public async Task RevokeAsync_DeadlinePassedTwice_CountsAndTellsOnceWhoWasInside()
    {
        using var stuck = Collect<long>("revoke.uses.stuck");
        using var scope = new RevokeScope("card0", new() { TimeProvider = _time, Logger = _log });
        using var first = scope.Hold("first");
        using var second = scope.Hold("second");
        var revokes = Task.WhenAll(scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromSeconds(3)), scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromSeconds(4)));

        _time.Advance(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await revokes).Select(static outcome => outcome.Stuck.Count), Is.EqualTo([2, 2]));
        await Eventually.TrueAsync(() => _log.Collector.Count > 0, "it was told", Limit.Token);
        Assert.That(stuck.GetMeasurementSnapshot().Select(static m => m.Value), Is.EqualTo([2L]));
        Assert.That(_log.Collector.GetSnapshot().Select(static record => (record.Id.Id, record.Message)), Is.EqualTo(
            [(20, "The revoke of scope 'card0' passed its deadline with 2 uses inside, which are waited for still: scope 'card0': first, for 3 s, scope 'card0': second, for 3 s")]));
    }

    [Test]
    public void Revoke_DeadlinePassed_HasToldWhenItReturns()
    {
        using var scope = new RevokeScope("card0", new() { Logger = _log });
        using var hold = scope.Hold("capture");

        scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(1));

        Assert.That(_log.LatestRecord.Message, Does.StartWith("The revoke of scope 'card0' passed its deadline with 1 uses inside"));
    }

    [Test]
    public async Task Dispose_DeadlinePassedUnderAUse_NamesTheObject()
    {
        using var scope = new RevokeScope("card0", new() { Logger = _log, DrainTimeout = TimeSpan.FromMilliseconds(1) });
        var guarded = new Probe().Guard(scope);
        var user = Party.Start(me =>
        {
            using var use = guarded.Enter();
            me.Stop();
        });
        await user.ReachedStopAsync();

        guarded.Dispose();

        Assert.That(_log.LatestRecord.Message, Does.Contain("Probe").And.Contain($"on thread {user.Thread.ManagedThreadId}"));
        user.GoOn();
        await user.Ended;
    }

    [Test]
    public async Task Revoke_OfZeroTime_IsNoDeadline()
    {
        using var stuck = Collect<long>("revoke.uses.stuck");
        using var scope = new RevokeScope("at once", new() { Logger = _log });
        using (scope.Hold("capture"))
        {
            scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
            await scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.Zero);
        }

        await scope.WaitForCompletionAsync();
        Assert.That((stuck.GetMeasurementSnapshot().Count, _log.Collector.Count), Is.EqualTo((0, 0)));
    }

    private static MetricCollector<T> Collect<T>(string name)
        where T : struct => new(meterScope: null, "Revoke", name);
}
