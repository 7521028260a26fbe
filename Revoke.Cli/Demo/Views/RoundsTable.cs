using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Rounds;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>What a wake costs, next to a bare one.</summary>
internal static class RoundsTable
{
    internal static Table Create(IReadOnlyList<RoundReport> rounds, bool bordered)
    {
        var table = Create(string.Create(CultureInfo.InvariantCulture, $"waking {RoundsRun.Sleepers} sleepers, {rounds.Count} rounds"), bordered);
        var ratios = Ratios.Of(rounds);
        Add("ppoll on one eventfd (bare)", static round => round.BareMicroseconds);
        Add("TryRead", static round => round.TryMicroseconds, ratios.Try, Ratios.TryLimit);
        Add("Read, throwing", static round => round.ThrowingMicroseconds, ratios.Throwing, Ratios.ThrowingLimit);
        Add("eventfd, epoll, thread pool (bare)", static round => round.AsyncBareMicroseconds);
        Add("ReadAsync, throwing", static round => round.AsyncMicroseconds, ratios.Async, Ratios.AsyncLimit);
        return table;

        void Add(string what, Func<RoundReport, double> select, double? ratio = null, double? limit = null) =>
            AddRow(table, what, Median.Of(rounds.Select(select)), ratio, limit);
    }

    /// <summary>What the removal of devices costs, the last sleeper included.</summary>
    internal static Table Create(DeviceDemoReport report, bool bordered)
    {
        var table = Create(string.Create(CultureInfo.InvariantCulture, $"until the last of {report.Opened} sleepers is back, {report.Rounds.Count} rounds"), bordered);
        AddRow(table, "from the removal to its first uevent", report.RemovalToUeventMicroseconds);
        AddRow(table, "from a uevent to its last sleeper", report.UeventToLastHandleMicroseconds, report.UeventToLastHandleMicroseconds / report.BareMicroseconds, Ratios.RemovalLimit);
        AddRow(table, "ppoll on one eventfd (bare)", report.BareMicroseconds);
        return table;
    }

    private static Table Create(string title, bool bordered)
    {
        var table = new Table { Border = bordered ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn(title);
        table.AddColumn(new TableColumn("median µs").RightAligned());
        table.AddColumn(new TableColumn("× bare").RightAligned());
        table.AddColumn(new TableColumn("limit").RightAligned());
        return table;
    }

    private static void AddRow(Table table, string what, double? median, double? ratio = null, double? limit = null) => table.AddRow(
        what,
        median is { } microseconds ? Format(microseconds, "N0") : "-",
        ratio is { } times ? $"[{(times <= limit ? "green" : "yellow")}]{Format(times, "F2")}[/]" : string.Empty,
        limit is { } most ? Format(most, "F1") : string.Empty);

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
