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
        var table = new Table { Border = bordered ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn(string.Create(CultureInfo.InvariantCulture, $"waking {RoundsRun.Sleepers} sleepers, {rounds.Count} rounds"));
        table.AddColumn(new TableColumn("median µs").RightAligned());
        table.AddColumn(new TableColumn("× bare").RightAligned());
        table.AddColumn(new TableColumn("limit").RightAligned());
        var ratios = Ratios.Of(rounds);
        AddRow("ppoll on one eventfd (bare)", static round => round.BareMicroseconds, null, null);
        AddRow("TryRead", static round => round.TryMicroseconds, ratios.Try, Ratios.TryLimit);
        AddRow("Read, throwing", static round => round.ThrowingMicroseconds, ratios.Throwing, Ratios.ThrowingLimit);
        AddRow("eventfd, epoll, thread pool (bare)", static round => round.AsyncBareMicroseconds, null, null);
        AddRow("ReadAsync, throwing", static round => round.AsyncMicroseconds, ratios.Async, Ratios.AsyncLimit);
        return table;

        void AddRow(string what, Func<RoundReport, double> select, double? ratio, double? limit) => table.AddRow(
            what,
            Format(Median.Of(rounds.Select(select)), "N0"),
            ratio is { } times ? $"[{(times <= limit ? "green" : "yellow")}]{Format(times, "F2")}[/]" : string.Empty,
            limit is { } most ? Format(most, "F1") : string.Empty);
    }

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
