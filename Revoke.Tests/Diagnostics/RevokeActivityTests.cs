using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Revoke.Tests.Scopes;
using Revoke.Tests.Support;

namespace Revoke.Tests.Diagnostics;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class RevokeActivityTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2013, 4, 7, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Revoke_Completed_IsAnActivityFromBeginToCompletion()
    {
        using var recorder = new ActivityRecorder();
        using var scope = new RevokeScope("scanner", new() { TimeProvider = _time, Generation = 3, DrainTimeout = Timeout.InfiniteTimeSpan });
        new Probe().Guard(scope);
        var begin = _time.GetUtcNow().UtcDateTime;
        var hold = scope.Hold("slow");
        var revoke = scope.RevokeAsync(RevokeReason.Unplugged);

        _time.Advance(TimeSpan.FromSeconds(7));
        hold.Dispose();

        await revoke;
        var activity = await OnlyAsync(recorder, "scanner", Limit.Token);
        Assert.That((activity.OperationName, activity.StartTimeUtc, activity.Duration, activity.Status), Is.EqualTo(("revoke", begin, TimeSpan.FromSeconds(7), ActivityStatusCode.Unset)));
        Assert.That(activity.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["revoke.scope.name"] = "scanner",
            ["revoke.scope.generation"] = 3L,
            ["revoke.cause"] = "unplugged",
            ["revoke.released"] = 1,
            ["revoke.stuck"] = 0,
        }));
    }

    [Test]
    public async Task Revoke_StuckAtItsDeadline_IsAnErrorWhenItIsCompletedAtLast()
    {
        using var recorder = new ActivityRecorder();
        using var scope = new RevokeScope("stuck", new() { TimeProvider = _time });
        using (scope.Hold("slow"))
        {
            var revoke = scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
            await revoke;
            Assert.That(recorder.Of("stuck"), Is.Empty);
        }

        var activity = await OnlyAsync(recorder, "stuck", Limit.Token);
        Assert.That((activity.Status, activity.GetTagItem("revoke.stuck")), Is.EqualTo((ActivityStatusCode.Error, (object)1)));
    }

    [Test]
    public async Task Revoke_InsideAnActivity_IsItsChildAndLeavesItCurrent(CancellationToken cancellationToken)
    {
        using var recorder = new ActivityRecorder();
        using var scope = new RevokeScope("inside");
        using var request = new Activity("request").Start();

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Activity.Current, Is.SameAs(request));
        var activity = await OnlyAsync(recorder, "inside", cancellationToken);
        Assert.That((activity.TraceId, activity.ParentSpanId), Is.EqualTo((request.TraceId, request.SpanId)));
    }

    [Test]
    public async Task Revoke_CompletedInAnotherActivity_IsNoChildOfThat(CancellationToken cancellationToken)
    {
        using var recorder = new ActivityRecorder();
        using var scope = new RevokeScope("outside");
        var hold = scope.Hold("slow");
        scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
        using var other = new Activity("other").Start();

        hold.Dispose();
        scope.Revoke(RevokeReason.Unplugged); // completes it here, or finds it completed

        var activity = await OnlyAsync(recorder, "outside", cancellationToken);
        Assert.That((activity.ParentSpanId, Activity.Current), Is.EqualTo((default(ActivitySpanId), other)));
    }

    private static async Task<Activity> OnlyAsync(ActivityRecorder recorder, string scope, CancellationToken cancellationToken)
    {
        await Eventually.TrueAsync(() => recorder.Of(scope).Count > 0, "an activity was stopped", cancellationToken);
        return recorder.Of(scope).Single();
    }
}
