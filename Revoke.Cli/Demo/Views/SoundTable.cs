using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Output;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>What has become of everything in <c>demo alsa</c>.</summary>
internal static class SoundTable
{
    internal static void Write(IAnsiConsole console, SoundDemoReport report)
    {
        foreach (var skipped in report.Skipped)
        {
            console.MarkupLineInterpolated($"[yellow]skipped:[/] {skipped}");
        }

        var table = new Table { Border = console.IsLive() ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn("what");
        table.AddColumn("what has become of it");
        table.AddRow("the playing thread", Color(report.Thread.IsTold, Describe(report.Thread)));
        table.AddRow("its frames", Color(report.IsFileRight, DescribeFrames(report)));
        table.AddRow("the mapped ring buffer", Color(report.Ring is not { SoundingAfterwards: > 0 }, Describe(report.Ring)));
        table.AddRow("the program", Color(report.Again.Works, $"goes on to {report.Again.Name}: {report.Again.Shows}"));
        if (report.RevokeMicroseconds is { } median)
        {
            table.AddRow("opened, played, revoked", string.Create(CultureInfo.InvariantCulture, $"{report.Rounds.Count} times; median of the revokes {median:N0} µs"));
        }

        table.AddRow("descriptors", Color(report.LeakedDescriptors == 0, string.Create(CultureInfo.InvariantCulture, $"{report.LeakedDescriptors} leaked")));
        console.WriteLine();
        console.Write(table);
        foreach (var leaked in report.Leaked)
        {
            console.MarkupLineInterpolated($"[red]leaked:[/] {leaked}");
        }

        console.WriteLine();
        console.MarkupLine(Color(report.Ok, report.Ok ? "ok" : "FAILED"));
    }

    private static string Describe(PlayingReport thread) => thread.WokenMicroseconds is { } woken
        ? string.Create(CultureInfo.InvariantCulture, $"{thread.Result}, after {woken:N0} µs")
        : thread.Result;

    private static string DescribeFrames(SoundDemoReport report)
    {
        var accepted = string.Create(CultureInfo.InvariantCulture, $"{report.Thread.FramesAccepted} accepted");
        return report.Thread.FramesInFile is { } inFile
            ? string.Create(CultureInfo.InvariantCulture, $"{accepted}, {inFile} of them in the file; {report.Thread.FramesAccepted - inFile} were in the buffer")
            : accepted;
    }

    private static string Describe(RingReport? ring) => ring is null
        ? "none: libasound makes this PCM up"
        : string.Create(CultureInfo.InvariantCulture, $"{ring.SoundingBefore} of {ring.Bytes} bytes sounded before, {ring.SoundingAfterwards} do afterwards, at the same address");

    private static string Color(bool isGood, string text) => $"[{(isGood ? "green" : "red")}]{Markup.Escape(text)}[/]";
}
