using System.Diagnostics;
using System.Text.Json.Nodes;
using Revoke.Lab.Machines;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Runs;

/// <summary>Carries out a scenario on a kernel, from the boot to the comparison of the facts.</summary>
internal static class ScenarioRun
{
    private static readonly Dictionary<string, JsonNode?> s_nothing = [];

    // QEMU 7.2 crashes now and then where a device is pulled out that is in use; and a kernel that it boots now and then stumbles over
    // code that it has just patched. Neither is a result.
    private const int MostCrashes = 2;

    internal static async Task<ScenarioResult> RunAsync(string name, Scenario scenario, string kernel, MachineSettings settings, CancellationToken cancellationToken)
    {
        for (var crashes = 0; ; crashes++)
        {
            var (result, hasCrashed) = await RunOnceAsync(name, scenario, kernel, settings, cancellationToken);
            if (!hasCrashed || crashes == MostCrashes)
            {
                return result with { EmulatorCrashes = crashes };
            }
        }
    }

    private static async Task<(ScenarioResult Result, bool HasCrashed)> RunOnceAsync(
        string name, Scenario scenario, string kernel, MachineSettings settings, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(scenario.Limit));
        var startedAt = Stopwatch.GetTimestamp();
        var boot = 0.0;
        Machine? machine = null;
        var facts = new Dictionary<string, Facts>(StringComparer.Ordinal);
        var failures = new List<string>();
        var isUp = false;
        try
        {
            machine = await Machine.StartAsync(scenario, settings, limited.Token);
            boot = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            foreach (var command in scenario.Setup)
            {
                await Pass.RunCommandAsync(machine, command, limited.Token);
            }

            isUp = true;

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
        finally
        {
            if (machine is not null)
            {
                await machine.DisposeAsync();
            }
        }

        foreach (var (program, seen) in facts)
        {
            failures.AddRange(Expected(scenario, program, kernel)
                .Select(expected => Expectation.Explain(expected.Key, seen[expected.Key], expected.Value))
                .OfType<string>()
                .Select(failure => $"{program}: {failure}"));
        }

        return (new(name, scenario.Title, kernel, facts, failures, boot, Stopwatch.GetElapsedTime(startedAt).TotalSeconds, settings.Folder), !isUp || machine is { HasCrashed: true });
    }

    // What is said of a program on one kernel comes before what is said of it on all.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Expected(Scenario scenario, string program, string kernel)
    {
        var always = scenario.Expect.GetValueOrDefault(program) ?? s_nothing;
        var here = scenario.Expect.GetValueOrDefault($"{program}@{kernel}") ?? s_nothing;
        return here.Concat(always.Where(expected => !here.ContainsKey(expected.Key)));
    }
}
