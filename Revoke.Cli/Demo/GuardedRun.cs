using System.Diagnostics;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary>Sleepers in all handles of one scope, which is revoked while the tap device is deleted.</summary>
internal static class GuardedRun
{
    internal static async Task<GuardedResult> RunAsync(string directory, IDemoView view)
    {
        using var devices = new DeviceSet(directory);
        using var scope = new RevokeScope("demo");
        var handles = new SleepingHandles(devices.Plans.ConvertAll(plan => (plan, scope)));
        await handles.FallAsleepAsync(view);

        using var removal = devices.PrepareRemoval();
        var (start, outcome) = await RevokeAsync(scope, removal);
        await handles.AwaitEndsAsync();
        var reports = handles.Report(start);
        double? deleted = removal is null ? null : Stopwatch.GetElapsedTime(start, await removal.Ended).TotalMicroseconds;
        return new GuardedResult(
            devices.Devices,
            devices.Skipped,
            reports,
            TimelineReport.Of(outcome.Timeline, deleted),
            outcome.Released,
            outcome.IsCompleted && outcome.WasFirst && outcome.Errors.Count == 0);
    }

    // On a thread of its own, so that nothing but the revoke is on its way.
    private static Task<(long Start, RevokeOutcome Outcome)> RevokeAsync(RevokeScope scope, Removal? removal) => Task.Factory.StartNew(
        () =>
        {
            var start = Stopwatch.GetTimestamp();
            removal?.Go();
            return (start, scope.Revoke(removal is null ? RevokeReason.Policy("the demo is over") : RevokeReason.Unplugged));
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
