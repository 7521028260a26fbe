using System.Diagnostics;
using System.Text.Json.Nodes;
using Revoke.Lab.Machines;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Runs;

/// <summary>Carries out a scenario on a kernel, from the boot to the comparison of the facts.</summary>
internal static class ScenarioRun
{
    private static readonly Dictionary<string, JsonNode?> s_nothing = [];

    internal static async Task<ScenarioResult> RunAsync(string name, Scenario scenario, string kernel, MachineSettings settings, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(scenario.Limit));
        var startedAt = Stopwatch.GetTimestamp();
        var boot = 0.0;
        var facts = new Dictionary<string, Facts>(StringComparer.Ordinal);
        var failures = new List<string>();
        try
        {
            await using var machine = await Machine.StartAsync(scenario, settings, limited.Token);
            boot = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            foreach (var command in scenario.Setup)
            {
                await Pass.RunCommandAsync(machine, command, limited.Token);
            }

            foreach (var program in scenario.Programs)
            {
                var pass = new Pass(machine, program);
                facts[program] = pass.Facts;
                await pass.RunAsync(scenario.Steps, limited.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failures.Add($"not done after {scenario.Limit} s");
        }
        catch (LabException exception)
        {
            failures.Add(exception.Message);
        }

        foreach (var (program, seen) in facts)
        {
            failures.AddRange(Expected(scenario, program, kernel)
                .Select(expected => Expectation.Explain(expected.Key, seen[expected.Key], expected.Value))
                .OfType<string>()
                .Select(failure => $"{program}: {failure}"));
        }

        return new(name, scenario.Title, kernel, facts, failures, boot, Stopwatch.GetElapsedTime(startedAt).TotalSeconds, settings.Folder);
    }

    // What is said of a program on one kernel comes before what is said of it on all.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Expected(Scenario scenario, string program, string kernel)
    {
        var always = scenario.Expect.GetValueOrDefault(program) ?? s_nothing;
        var here = scenario.Expect.GetValueOrDefault($"{program}@{kernel}") ?? s_nothing;
        return here.Concat(always.Where(expected => !here.ContainsKey(expected.Key)));
    }
}
