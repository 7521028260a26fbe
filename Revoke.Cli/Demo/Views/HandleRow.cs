using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Views;

/// <summary>What is known of a handle so far, as markup.</summary>
internal sealed class HandleRow(HandlePlan plan)
{
    internal string Name => plan.Name;

    internal string Operation => plan.Operation.Describe();

    internal string Woken { get; private set; } = "[grey]opening[/]";

    internal string Result { get; private set; } = string.Empty;

    internal string WithoutLibrary { get; set; } = string.Empty;

    internal void Sleep() => Woken = "[blue]asleep[/]";

    internal void Wake(HandleReport report)
    {
        Woken = report.WokenMicroseconds is { } after ? $"[{(report.IsDead ? "green" : "red")}]{Format(after)}[/]" : "[red]never[/]";
        Result = Spectre.Console.Markup.Escape(report.Result);
    }

    internal void WakeWithoutLibrary(HandleReport report) => WithoutLibrary = report.WokenMicroseconds is { } after
        ? $"{Format(after)} µs, {Spectre.Console.Markup.Escape(report.Result)}"
        : "[red]never[/]";

    private static string Format(double microseconds) => microseconds.ToString("N0", CultureInfo.InvariantCulture);
}
