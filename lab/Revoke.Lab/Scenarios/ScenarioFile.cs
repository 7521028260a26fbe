using System.Text.Json;
using System.Text.Json.Serialization;

namespace Revoke.Lab.Scenarios;

/// <summary>Scenarios as files: one JSON object each, comments allowed, named by the scenario.</summary>
internal static class ScenarioFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The names of all scenarios in a folder, sorted.</summary>
    internal static IReadOnlyList<string> List(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>Reads one and checks it.</summary>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    /// <exception cref="FormatException">It is no scenario.</exception>
    internal static Scenario Load(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".json");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no scenario '{name}'. There are: {string.Join(", ", List(folder))}.", path);
        }

        return Parse(File.ReadAllText(path), name);
    }

    internal static Scenario Parse(string text, string name)
    {
        Scenario scenario;
        try
        {
            scenario = JsonSerializer.Deserialize<Scenario>(text, s_options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The scenario '{name}' cannot be read. {exception.Message}", exception);
        }

        Check(scenario.Steps, name);
        foreach (var program in scenario.Expect.Keys.Select(key => key.Split('@')[0]))
        {
            if (!scenario.Programs.Contains(program, StringComparer.Ordinal))
            {
                throw new FormatException($"The scenario '{name}' expects something of '{program}', which does not run in it.");
            }
        }

        return scenario;
    }

    private static void Check(IEnumerable<Step> steps, string name)
    {
        foreach (var step in steps)
        {
            string[] actions = [.. step.Actions];
            if (actions.Length != 1)
            {
                throw new FormatException($"A step of the scenario '{name}' has {(actions.Length == 0 ? "no action" : "the actions " + string.Join(" and ", actions))}; it needs one.");
            }

            if ((step.Watch ?? step.Compare) is not null && step.As is null)
            {
                throw new FormatException($"A step '{actions[0]}' of the scenario '{name}' does not say which fact it notes (as).");
            }

            Check(step.During, name);
        }
    }
}
