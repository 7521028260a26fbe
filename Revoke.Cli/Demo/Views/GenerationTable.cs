using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>The devices that have come back.</summary>
internal static class GenerationTable
{
    internal static Table Create(DeviceDemoReport report, bool bordered)
    {
        var table = new Table { Border = bordered ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn("came back");
        table.AddColumn(new TableColumn("generation").RightAligned());
        table.AddColumn("what new handles do");
        foreach (var device in report.NewGeneration)
        {
            table.AddRow(
                Markup.Escape(device.Name),
                device.Generation.ToString(CultureInfo.InvariantCulture),
                $"[{(device.Works ? "green" : "red")}]{Markup.Escape(device.Shows)}[/]");
        }

        table.AddRow("old handles", string.Empty, $"[{(report.OldHandlesUsable == 0 ? "green" : "red")}]{report.OldHandlesUsable} of {report.Opened} usable[/]");
        return table;
    }
}
