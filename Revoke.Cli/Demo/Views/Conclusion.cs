using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

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

        foreach (var part in report switch
        {
            ScopeDemoReport scope => DescribeScope(scope, bordered),
            DeviceDemoReport devices => DescribeDevices(devices, bordered),
            _ => [],
        })
        {
            console.WriteLine();
            console.Write(part);
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

    private static IEnumerable<IRenderable> DescribeScope(ScopeDemoReport report, bool bordered)
    {
        yield return TimelineTable.Create(report);
        if (report.Rounds.Count > 0)
        {
            yield return RoundsTable.Create(report.Rounds, bordered);
        }
    }

    private static IEnumerable<IRenderable> DescribeDevices(DeviceDemoReport report, bool bordered)
    {
        yield return TimelineTable.Create(report);
        yield return new Markup("The slowest of the revokes, from its own beginning:");
        yield return TimelineTable.CreateSteps(report.Timeline);
        yield return GenerationTable.Create(report, bordered);
        if (report.Rounds.Count > 0)
        {
            yield return RoundsTable.Create(report, bordered);
        }
    }
}
