using System.Collections.Concurrent;
using Revoke.Lab.Machines;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Runs;

/// <summary>Everything that scenarios are carried out with.</summary>
/// <param name="scenarios">The folder of the scenarios.</param>
/// <param name="kernels">The folder with a folder for each kernel.</param>
/// <param name="archives">The folder with the archives of our programs.</param>
/// <param name="output">The folder for logs: a folder for each kernel and scenario.</param>
internal sealed class Laboratory(string scenarios, string kernels, string archives, string output)
{
    /// <summary>Carries out scenarios, some at once; hands out each result when it is there.</summary>
    internal async Task<IReadOnlyList<ScenarioResult>> RunAsync(
        IReadOnlyList<(string Scenario, string Kernel)> cases, int atOnce, Action<ScenarioResult> done, CancellationToken cancellationToken)
    {
        var loaded = cases.Select(one => (one.Scenario, one.Kernel, What: ScenarioFile.Load(scenarios, one.Scenario))).ToList();
        var results = new ConcurrentBag<ScenarioResult>();
        await Parallel.ForEachAsync(loaded, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (one, stopped) =>
        {
            var settings = new MachineSettings(Path.Combine(kernels, one.Kernel), archives, Path.Combine(output, one.Kernel, one.Scenario));
            var result = await ScenarioRun.RunAsync(one.Scenario, one.What, one.Kernel, settings, stopped);
            results.Add(result);
            done(result);
        });
        return [.. results.OrderBy(result => result.Scenario, StringComparer.Ordinal).ThenBy(result => result.Kernel, StringComparer.Ordinal)];
    }
}
