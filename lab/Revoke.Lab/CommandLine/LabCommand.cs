using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Revoke.Lab.Runs;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.CommandLine;

/// <summary>The command behind <c>lab/run</c>.</summary>
internal static class LabCommand
{
    /// <summary>The kernels that there are.</summary>
    internal static IReadOnlyList<string> Kernels { get; } = ["6.1", "6.12"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    internal static async Task<int> RunAsync(string[] args)
    {
        var names = new Argument<string[]>("SCENARIO") { Description = "Scenarios, by the names of their files.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All of them, but those that are asked for by name." };
        var list = new Option<bool>("--list") { Description = "Only says which scenarios there are." };
        var kernel = new Option<string[]>("--kernel") { Description = "The kernels, 6.1 and 6.12 if none is named." };
        kernel.AcceptOnlyFromAmong([.. Kernels]);
        var atOnce = new Option<int>("--jobs", "-j") { Description = "How many machines run at once.", DefaultValueFactory = _ => 1 };
        var folders = new Option<string>("--folders") { Hidden = true, Required = true };
        var command = new RootCommand("Boots a real Linux with real drivers and takes devices away under running programs.") { names, all, list, kernel, atOnce, folders };
        command.SetAction((parsed, cancellationToken) =>
        {
            var kernels = parsed.GetValue(kernel) is { Length: > 0 } chosen ? chosen : [.. Kernels];
            var places = LabFolders.Parse(parsed.GetValue(folders)!);
            return parsed.GetValue(list)
                ? Task.FromResult(List(places))
                : RunAsync(places, parsed.GetValue(names)!, parsed.GetValue(all), kernels, Math.Max(1, parsed.GetValue(atOnce)), cancellationToken);
        });
        return await command.Parse(args).InvokeAsync();
    }

    private static int List(LabFolders places)
    {
        foreach (var name in ScenarioFile.List(places.Scenarios))
        {
            Console.WriteLine($"{name,-24} {ScenarioFile.Load(places.Scenarios, name).Title}");
        }

        return 0;
    }

    private static async Task<int> RunAsync(LabFolders places, string[] names, bool all, string[] kernels, int atOnce, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScenarioResult> results;
        try
        {
            var chosen = all ? ScenarioFile.List(places.Scenarios).Where(name => !ScenarioFile.Load(places.Scenarios, name).ByNameOnly).Union(names, StringComparer.Ordinal) : names;
            var cases = chosen.SelectMany(name => kernels.Select(kernel => (name, kernel))).ToList();
            if (cases.Count == 0)
            {
                await Console.Error.WriteLineAsync("Name a scenario, or say --all; --list says which there are.");
                return 2;
            }

            results = await places.Open().RunAsync(cases, atOnce, Tell, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FormatException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        var isOk = results.All(result => result.IsOk);
        var report = new JsonObject { ["ok"] = isOk, ["results"] = new JsonArray([.. results.Select(result => result.ToJson())]) };
        Console.WriteLine(report.ToJsonString(s_indented));
        return isOk ? 0 : 1;
    }

    private static void Tell(ScenarioResult result)
    {
        Console.Error.WriteLine($"{(result.IsOk ? "ok    " : "FAILED")} {result.Kernel,-5} {result.Scenario,-24} {result.Seconds,6:F1} s");
        foreach (var failure in result.Failures)
        {
            Console.Error.WriteLine($"       {failure}");
        }

        if (!result.IsOk)
        {
            Console.Error.WriteLine($"       {Path.Combine(result.Folder, "transcript.log")}");
        }
    }
}
