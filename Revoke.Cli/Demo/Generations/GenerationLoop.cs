using System.Diagnostics;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Stages;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo.Generations;

/// <summary>One generation of the devices after the other: handles sleep in it, it is removed, the next one comes.</summary>
internal sealed class GenerationLoop : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly IStage _stage;
    private readonly List<IAsyncEnumerator<RevokeScope>> _followers;
    private List<RevokeScope> _scopes = [];

    internal GenerationLoop(IStage stage, CancellationToken cancellationToken)
    {
        _stage = stage;
        _followers = [.. stage.Devices.Select(device => stage.Monitor.GenerationsAsync(device.Id, cancellationToken).GetAsyncEnumerator(cancellationToken))];
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(_scopes);
        foreach (var follower in _followers)
        {
            await follower.DisposeAsync();
        }
    }

    /// <summary>One generation, and the next one until it is there.</summary>
    /// <param name="view">What is told of it.</param>
    /// <param name="prove">Whether the next one is tried, too.</param>
    /// <param name="sleepersOfEach">How often each handle is opened, and slept in.</param>
    internal async Task<GenerationResult> RunAsync(IDemoView view, bool prove, int sleepersOfEach)
    {
        if (_scopes.Count == 0)
        {
            await ArriveAsync();
        }

        var once = _stage.Devices.Zip(_scopes, static (device, scope) => device.Plans.Select(plan => (Plan: plan, Scope: scope, device.Path))).SelectMany(static all => all);
        var plans = Enumerable.Repeat(once, sleepersOfEach).SelectMany(static all => all).ToList();
        var handles = new SleepingHandles(plans.ConvertAll(static plan => (plan.Plan, plan.Scope)));
        await handles.FallAsleepAsync(view);

        await using var announced = new Removals(_stage.Monitor, _stage.Devices.Select(static device => device.Path));
        using var removal = _stage.PrepareRemoval();
        removal.Go();
        await handles.AwaitEndsAsync();
        var ended = await removal.Ended;
        var uevents = await announced.ReadAsync();
        var reports = handles.Report(removal.Begun);
        var guarded = await CompleteAsync(reports, Microseconds(removal.Begun, ended));

        var gone = _scopes;
        _stage.Restore();
        await ArriveAsync();
        var usable = handles.CountUsable(); // while nobody has disposed them
        await DisposeAsync(gone);
        double? toUevent = uevents.Count > 0 ? Microseconds(removal.Begun, uevents.Values.Min()) : null;
        var toHandle = plans.Zip(reports, (plan, report) => uevents.TryGetValue(plan.Path, out var at) ? report.WokenMicroseconds - Microseconds(removal.Begun, at) : null).Max();
        return new GenerationResult(guarded, toUevent, toHandle, usable, prove ? await ProveAsync() : []);
    }

    private async Task ArriveAsync()
    {
        var scopes = new List<RevokeScope>();
        foreach (var (follower, device) in _followers.Zip(_stage.Devices))
        {
            try
            {
                await follower.MoveNextAsync().AsTask().WaitAsync(s_limit);
            }
            catch (TimeoutException exception)
            {
                throw new TimeoutException($"{device.Report.Name} has been made, and does not arrive.", exception);
            }

            scopes.Add(follower.Current);
        }

        _scopes = scopes;
    }

    private async Task<GuardedResult> CompleteAsync(IReadOnlyList<HandleReport> reports, double deleted)
    {
        var outcomes = await Task.WhenAll(_scopes.Select(static scope => scope.WaitForCompletionAsync())).WaitAsync(s_limit);
        return new GuardedResult(
            [.. _stage.Devices.Select(static device => device.Report)],
            _stage.Skipped,
            reports,
            TimelineReport.Of(outcomes.MaxBy(static outcome => outcome.Timeline.Woken)!.Timeline, deleted),
            outcomes.Sum(static outcome => outcome.Released),
            Array.TrueForAll(outcomes, static outcome => outcome.IsCompleted && outcome.Errors.Count == 0));
    }

    private async Task<IReadOnlyList<NewGenerationReport>> ProveAsync()
    {
        var reports = new List<NewGenerationReport>();
        foreach (var (device, scope) in _stage.Devices.Zip(_scopes))
        {
            try
            {
                reports.Add(new NewGenerationReport(device.Report.Name, scope.Generation, Works: true, await device.Prove(scope)));
            }
            catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException)
            {
                reports.Add(new NewGenerationReport(device.Report.Name, scope.Generation, Works: false, exception.Message));
            }
        }

        return reports;
    }

    private static async Task DisposeAsync(List<RevokeScope> scopes)
    {
        foreach (var scope in scopes)
        {
            await scope.DisposeAsync();
        }
    }

    private static double Microseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMicroseconds;
}
