using System.CommandLine;
using System.Text.Json;
using Revoke.Cli.CommandLine;
using Revoke.Cli.Output;
using Spectre.Console;

namespace Revoke.Cli.Doctor;

/// <summary><c>revoke doctor</c>.</summary>
internal static class DoctorCommand
{
    private const string Description = "Says what this machine allows: permissions, device events, limits; each line with what to do about it.";

    private const string Details =
        """
        It looks, and changes nothing. As root it asks the kernel to announce a change of /dev/null, to see whether events arrive.

        Exit code: 0 if nothing essential is missing; 3 if something is; 2 for a wrong command line.
        """;

    internal static Command Create()
    {
        var json = Flag.CreateJson();
        var roots = new RootOptions();
        var command = new ToolCommand("doctor", Description, Details) { json };
        roots.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(json), roots.Get(arguments), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, Roots roots, CancellationToken cancellationToken)
    {
        var report = await DoctorRun.RunAsync(roots, cancellationToken);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
        }
        else
        {
            Write(Terminal.Create(), report);
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Missing;
    }

    private static void Write(IAnsiConsole console, DoctorReport report)
    {
        var width = report.Checks.Max(static check => check.Name.Length);
        foreach (var check in report.Checks)
        {
            var advice = check.Advice is null ? string.Empty : $" → {check.Advice}";
            var essential = check is { IsEssential: true, State: FindingState.Missing } ? "essential: " : string.Empty;
            console.MarkupLine($"{Describe(check.State)}  {check.Name.PadRight(width)}  {Markup.Escape(essential + check.Found + advice)}");
        }
    }

    private static string Describe(FindingState state) => state switch
    {
        FindingState.Ok => "[green]ok      [/]",
        FindingState.Degraded => "[yellow]degraded[/]",
        _ => "[red]missing [/]",
    };
}
