namespace Revoke.Tests.Children;

/// <summary>What this assembly does when it is started as a program: <c>dotnet exec Revoke.Tests.dll NAME args</c>.</summary>
internal static class ChildScenarios
{
    /// <summary>Exit code of a child that was asked for a scenario that does not exist.</summary>
    public const int UnknownScenario = 2;

    /// <summary>Every scenario by name. A scenario returns its exit code; an exception it throws ends the child as a crash.</summary>
    private static readonly Dictionary<string, Func<string[], Task<int>>> Scenarios = new(StringComparer.Ordinal)
    {
        ["enter-path"] = Guards.Ordering.EnterPathScenario.RunAsync,
        ["echo"] = EchoScenario.RunAsync,
        ["hang"] = HangScenario.RunAsync,
        ["crowd"] = Scopes.CrowdScenario.RunAsync,
        ["exhaustion"] = Errors.ExhaustionScenario.RunAsync,
        ["exhausted-before-the-first-wait"] = Errors.ExhaustedFirstWaitScenario.RunAsync,
        ["storm"] = Hotplug.StormScenario.RunAsync,
        ["crowded-pool"] = Waiting.CrowdedPoolScenario.RunAsync,
        ["mapping-hazard"] = Mappings.Hazards.HazardScenario.RunAsync,
        ["mapping-storm"] = Mappings.Storm.MappingStormScenario.RunAsync,
        ["register-callers"] = Mappings.Registers.RegisterCallersScenario.RunAsync,
        ["throwing-listener"] = Diagnostics.ThrowingListenerScenario.RunAsync,
    };

    /// <summary>Runs the scenario named by the first argument and gives it the others.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var name = args.Length == 0 ? string.Empty : args[0];
        if (Scenarios.TryGetValue(name, out var scenario))
        {
            return await scenario(args[1..]);
        }

        await Console.Error.WriteLineAsync($"Unknown scenario '{name}'. Known: {string.Join(", ", Scenarios.Keys.Order(StringComparer.Ordinal))}");
        return UnknownScenario;
    }
}
