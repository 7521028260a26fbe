using Revoke.Cli.Demo.Bare;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Rounds;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary>The whole demo. Everything is done once to warm up, so that what is open afterwards and was not before has leaked.</summary>
internal static class DemoRun
{
    internal static async Task<DemoReport> RunAsync(int rounds, bool withBare, IDemoView view)
    {
        var directory = Directory.CreateTempSubdirectory("revoke-demo-");
        try
        {
            using var benches = new RoundsRun(directory.CreateSubdirectory("rounds").FullName);
            for (var i = 0; i < RoundsRun.WarmUps; i++)
            {
                await RunRoundAsync(benches).ConfigureAwait(false);
            }

            var guarded = directory.CreateSubdirectory("guarded").FullName;
            view.Revoked(await GuardedRun.RunAsync(guarded, view).ConfigureAwait(false));

            var before = Descriptors.Capture();
            var result = await GuardedRun.RunAsync(guarded, view).ConfigureAwait(false);
            var leaked = Descriptors.Capture().Since(before).ToList();
            view.Revoked(result);

            IReadOnlyList<HandleReport> bare = withBare
                ? await BareParent.RunAsync(directory.CreateSubdirectory("bare").FullName, view).ConfigureAwait(false)
                : [];
            var measured = new List<RoundReport>();
            for (var i = 0; i < rounds; i++)
            {
                view.Measuring(i + 1, rounds);
                measured.Add(await RunRoundAsync(benches).ConfigureAwait(false));
            }

            return CreateReport(result, bare, measured, leaked);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static DemoReport CreateReport(GuardedResult result, IReadOnlyList<HandleReport> bare, List<RoundReport> rounds, List<string> leaked)
    {
        var opened = result.Handles.Count;
        var ok = result.IsCompleted && result.Handles.All(static handle => handle.IsDead) && result.Released == opened && leaked.Count == 0;
        return new DemoReport(result.Devices, result.Skipped, result.Handles, bare, result.Timeline, rounds, opened, result.Released, leaked.Count, leaked, ok);
    }

    // On a thread of its own: the pool has nothing to do but what is measured.
    private static Task<RoundReport> RunRoundAsync(RoundsRun benches) =>
        Task.Factory.StartNew(benches.RunOne, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
