using System.Diagnostics;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary>Handles on scopes, each with somebody asleep in it.</summary>
internal sealed class SleepingHandles
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly List<RevocableFile> _files;
    private readonly List<Sleeper> _sleepers;

    /// <summary>Opens each on its scope.</summary>
    internal SleepingHandles(IReadOnlyCollection<(HandlePlan Plan, RevokeScope Scope)> plans)
    {
        _files = [.. plans.Select(static plan => plan.Plan.Open(plan.Scope))];
        _sleepers = [.. plans.Zip(_files, static (plan, file) => GuardedSleeper.Create(plan.Plan, file))];
    }

    private IEnumerable<(Sleeper Sleeper, RevocableFile File)> All => _sleepers.Zip(_files);

    /// <summary>Returns when somebody sleeps in every one of them.</summary>
    internal async Task FallAsleepAsync(IDemoView view)
    {
        view.Opened(_sleepers.ConvertAll(static sleeper => sleeper.Plan));
        _sleepers.ForEach(static sleeper => sleeper.Start());
        await Asleep.WaitForAllAsync(_sleepers, view.FallingAsleep);
        view.AllAsleep();
    }

    /// <summary>Returns when all are awake, or have had time enough.</summary>
    internal Task AwaitEndsAsync() => Awake.WaitForAllAsync(_sleepers, s_limit);

    /// <summary>How each sleep ended, and whether the handle is dead.</summary>
    /// <param name="start">The timestamp from which is counted.</param>
    internal List<HandleReport> Report(long start) => [.. All.Select(handle => Report(handle.Sleeper, handle.File, start))];

    /// <summary>How many do what they are asked for.</summary>
    internal int CountUsable() => All.Count(static handle => GuardedSleeper.AskAgain(handle.Sleeper.Plan, handle.File) is null);

    private static HandleReport Report(Sleeper sleeper, RevocableFile file, long start)
    {
        var plan = sleeper.Plan;
        var operation = plan.Operation.Describe();
        if (sleeper.Ended is not { } end)
        {
            return new HandleReport(plan.Name, operation, null, "never woke", 0);
        }

        var after = GuardedSleeper.AskAgain(plan, file);
        var woken = Stopwatch.GetElapsedTime(start, end.At).TotalMicroseconds;
        return new HandleReport(plan.Name, operation, woken, end.Result, end.Errno != 0 ? end.Errno : after ?? 0) { IsDead = end.IsDead && after is not null };
    }
}
