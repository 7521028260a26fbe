using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Output;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>What <c>revoke demo mapping</c> shows.</summary>
internal static class MappingTables
{
    internal static void Write(IAnsiConsole console, MappingDemoReport report)
    {
        var border = console.IsLive() ? TableBorder.Rounded : TableBorder.None;
        console.Write(CreateHazards(report, border));
        if (report.Revokes.Count > 0)
        {
            console.WriteLine();
            console.Write(CreateRevokes(report, border));
        }

        console.WriteLine();
        console.MarkupLine(report.Ok ? "[green]ok[/]" : "[red]FAILED[/]");
    }

    private static Table CreateHazards(MappingDemoReport report, TableBorder border)
    {
        var table = new Table { Border = border };
        table.AddColumn("while a program reads mapped memory");
        table.AddColumn("without the library");
        table.AddColumn("with it");
        foreach (var hazard in report.Hazards)
        {
            table.AddRow(
                Markup.Escape(hazard.Name),
                hazard.WithoutLibrary is { } bare ? $"[red]{Describe(bare)}[/]" : string.Empty,
                $"[{(hazard.WithLibrary.HasGoneOn ? "green" : "red")}]{Describe(hazard.WithLibrary)}[/]");
        }

        return table;
    }

    private static Table CreateRevokes(MappingDemoReport report, TableBorder border)
    {
        var table = new Table { Border = border };
        table.AddColumn("revoked under its readers");
        foreach (var name in (ReadOnlySpan<string>)["times", "MiB read", "foreign bytes", "then reads as", "wrong bytes", "revoke µs"])
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var revoke in report.Revokes)
        {
            table.AddRow(
                string.Create(CultureInfo.InvariantCulture, $"{revoke.Memory} memory, {revoke.Readers} threads"),
                revoke.Rounds.ToString(CultureInfo.InvariantCulture),
                (revoke.BytesRead >> 20).ToString(CultureInfo.InvariantCulture),
                Judge(revoke.ForeignBytes),
                revoke.AfterRevoke,
                Judge(revoke.WrongAfterwards),
                revoke.RevokeMicroseconds?.ToString("F0", CultureInfo.InvariantCulture) ?? string.Empty);
        }

        return table;
    }

    private static string Describe(ChildReport child) =>
        Markup.Escape(child.HasDied ? string.Create(CultureInfo.InvariantCulture, $"dead: exit code {child.ExitCode}")
            : child.Said ?? string.Create(CultureInfo.InvariantCulture, $"exit code {child.ExitCode}"));

    private static string Judge(long count) => string.Create(CultureInfo.InvariantCulture, $"[{(count == 0 ? "green" : "red")}]{count}[/]");
}
