using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>What follows the table of handles.</summary>
internal static class Conclusion
{
    internal static void Write(IAnsiConsole console, DemoReport report, bool bordered)
    {
        foreach (var skipped in report.Skipped)
        {
            console.MarkupLineInterpolated($"[yellow]skipped:[/] {skipped}");
        }

        console.WriteLine();
        console.Write(TimelineTable.Create(report));
        if (report.Rounds.Count > 0)
        {
            console.WriteLine();
            console.Write(RoundsTable.Create(report.Rounds, bordered));
        }

        foreach (var leaked in report.Leaked)
        {
            console.MarkupLineInterpolated($"[red]leaked:[/] {leaked}");
        }

        console.WriteLine();
        if (report.WithoutLibrary.Count > 0)
        {
            var asleep = report.WithoutLibrary.Count(static handle => handle.WokenMicroseconds is null);
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Without the library [red]{asleep} of {report.WithoutLibrary.Count}[/] still slept after two seconds."));
        }

        var color = report.Ok ? "green" : "red";
        var dead = report.Handles.Count(static handle => handle.IsDead);
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"With it [{color}]{dead} of {report.Handles.Count}[/] handles died, [{color}]{report.Released} of {report.Opened}[/] were released once, [{color}]{report.LeakedDescriptors}[/] descriptors leaked: [{color}]{(report.Ok ? "ok" : "FAILED")}[/]"));
    }
}
