using System.Diagnostics;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary>Sleepers in all handles of one scope, which is revoked while the tap device is deleted.</summary>
internal static class GuardedRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    internal static async Task<GuardedResult> RunAsync(string directory, IDemoView view)
    {
        using var devices = new DeviceSet(directory);
        using var scope = new RevokeScope("demo");
        var files = devices.Plans.ConvertAll(plan => plan.Open(scope));
        var sleepers = devices.Plans.Zip(files, GuardedSleeper.Create).ToList();
        view.Opened(devices);
        sleepers.ForEach(static sleeper => sleeper.Start());
        await Asleep.WaitForAllAsync(sleepers, view.FallingAsleep).ConfigureAwait(false);
        view.AllAsleep();

        using var remover = devices.Tap is { } tap ? new LinkRemover(tap.Name) : null;
        var (start, outcome) = await RevokeAsync(scope, remover).ConfigureAwait(false);
        var ends = await AwaitEndsAsync(sleepers).ConfigureAwait(false);
        var handles = sleepers.Select((sleeper, i) => Report(sleeper.Plan, files[i], ends[i], start)).ToList();
        double? deleted = remover is null ? null : Microseconds(start, await remover.Deleted.ConfigureAwait(false));
        var timeline = outcome.Timeline;
        return new GuardedResult(
            devices.Devices,
            devices.Skipped,
            handles,
            new TimelineReport(
                timeline.GateClosed.TotalMicroseconds,
                timeline.Woken.TotalMicroseconds,
                timeline.Drained?.TotalMicroseconds,
                timeline.Released?.TotalMicroseconds,
                deleted),
            outcome.Released,
            outcome.IsCompleted && outcome.WasFirst && outcome.Errors.Count == 0);
    }

    // On a thread of its own, so that nothing but the revoke is on its way.
    private static Task<(long Start, RevokeOutcome Outcome)> RevokeAsync(RevokeScope scope, LinkRemover? remover) => Task.Factory.StartNew(
        () =>
        {
            var start = Stopwatch.GetTimestamp();
            remover?.Go();
            return (start, scope.Revoke(remover is null ? RevokeReason.Policy("the demo is over") : RevokeReason.Unplugged));
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>How each sleep ended; null for one that has not in time.</summary>
    private static async Task<List<SleepEnd?>> AwaitEndsAsync(List<Sleeper> sleepers)
    {
        var all = Task.WhenAll(sleepers.Select(static sleeper => sleeper.End));
        await Task.WhenAny(all, Task.Delay(s_limit, TimeProvider.System)).ConfigureAwait(false);
        var ends = new List<SleepEnd?>();
        foreach (var sleeper in sleepers)
        {
            ends.Add(sleeper.End.IsCompleted ? await sleeper.End.ConfigureAwait(false) : null);
        }

        return ends;
    }

    private static HandleReport Report(HandlePlan plan, RevocableFile file, SleepEnd? end, long start)
    {
        var operation = plan.Operation.Describe();
        if (end is null)
        {
            return new HandleReport(plan.Name, operation, null, "never woke", 0);
        }

        var after = GuardedSleeper.AskAgain(plan, file);
        return new HandleReport(plan.Name, operation, Microseconds(start, end.At), end.Result, end.Errno != 0 ? end.Errno : after ?? 0)
        {
            IsDead = end.IsDead && after is not null,
        };
    }

    private static double Microseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMicroseconds;
}
