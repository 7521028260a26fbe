using System.Text.Json.Nodes;

namespace Revoke.Lab.Runs;

/// <summary>What came of a scenario on a kernel.</summary>
internal sealed record ScenarioResult(string Scenario, string Title, string Kernel, IReadOnlyDictionary<string, Facts> Facts, IReadOnlyList<string> Failures, double BootSeconds, double Seconds, string Folder)
{
    /// <summary>How often QEMU itself crashed, or its kernel did not come up, before this result.</summary>
    internal int EmulatorCrashes { get; init; }

    internal bool IsOk => Failures.Count == 0;

    internal JsonObject ToJson()
    {
        var facts = new JsonObject();
        foreach (var (program, seen) in Facts)
        {
            facts[program] = seen.ToJson();
        }

        return new JsonObject
        {
            ["scenario"] = Scenario,
            ["title"] = Title,
            ["kernel"] = Kernel,
            ["ok"] = IsOk,
            ["failures"] = new JsonArray([.. Failures.Select(failure => JsonValue.Create(failure))]),
            ["emulatorCrashes"] = EmulatorCrashes,
            ["bootSeconds"] = Math.Round(BootSeconds, 2),
            ["seconds"] = Math.Round(Seconds, 2),
            ["facts"] = facts,
        };
    }
}
