using Revoke.Cli.Demo.Bare;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Rounds;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary><c>revoke demo</c>: one scope with handles of every kind is revoked. Everything is done once to warm up, so that what is open afterwards and was not before has leaked.</summary>
internal static class ScopeDemo
{
    internal static async Task<DemoReport> RunAsync(DemoSettings settings, IDemoView view, CancellationToken cancellationToken)
    {
        using var directory = new DemoDirectory();
        using var benches = new RoundsRun(directory.Create("rounds"));
        for (var i = 0; i < RoundsRun.WarmUps; i++)
        {
            await RunRoundAsync(benches);
        }

        var guarded = directory.Create("guarded");
        view.Woken((await GuardedRun.RunAsync(guarded, view)).Handles);

        var before = Descriptors.Capture();
        var result = await GuardedRun.RunAsync(guarded, view);
        var leaked = Descriptors.Capture().Since(before).ToList();
        view.Woken(result.Handles);

        IReadOnlyList<HandleReport> bare = settings.WithBare
            ? await BareParent.RunAsync([BareChild.Scope, directory.Create("bare")], view, cancellationToken)
            : [];
        var measured = new List<RoundReport>();
        for (var i = 0; i < settings.Rounds; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            view.Measuring(i + 1, settings.Rounds);
            measured.Add(await RunRoundAsync(benches));
        }

        return new ScopeDemoReport(result, bare, leaked, measured);
    }

    // On a thread of its own: the pool has nothing to do but what is measured.
    private static Task<RoundReport> RunRoundAsync(RoundsRun benches) =>
        Task.Factory.StartNew(benches.RunOne, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
