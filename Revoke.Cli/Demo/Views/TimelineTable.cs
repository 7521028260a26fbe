using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>What happened step by step, in the order of time.</summary>
internal static class TimelineTable
{
    /// <summary>Of the revoke of one scope.</summary>
    internal static Grid Create(ScopeDemoReport report) => Create(
    [
        (0, "the revoke begins"),
        .. Sleepers(report),
        .. Steps(report.Timeline),
        (report.Timeline.DeviceDeleted, "the kernel has deleted the tap device"),
    ]);

    /// <summary>Of the removal of devices.</summary>
    internal static Grid Create(DeviceDemoReport report) => Create(
    [
        (0, "the removal begins"),
        (report.Generation.RemovalToUevent, "[bold]uevent[/]: the first removal is announced"),
        .. Sleepers(report),
        (report.Timeline.DeviceDeleted, "the removal has ended: all devices are gone"),
    ]);

    /// <summary>Of the slowest of the revokes that follow a removal, counted from its own beginning.</summary>
    internal static Grid CreateSteps(TimelineReport timeline) => Create([.. Steps(timeline)]);

    private static IEnumerable<(double? At, string What)> Sleepers(DemoReport report)
    {
        var woken = report.Handles.Select(static handle => handle.WokenMicroseconds).OfType<double>().Order().ToArray();
        yield return (woken.Length > 0 ? woken[0] : null, "the first sleeper is back in user code");
        yield return (woken.Length > 0 ? woken[^1] : null, "the last sleeper is back in user code");
    }

    private static IEnumerable<(double? At, string What)> Steps(TimelineReport timeline) =>
    [
        (timeline.GateClosed, "[bold]gate closed[/]: every new use is refused"),
        (timeline.Woken, "[bold]woken[/]: every sleeper has been told"),
        (timeline.Drained, "[bold]drained[/]: nobody is inside"),
        (timeline.Released, "[bold]released[/]: every file, once"),
    ];

    private static Grid Create(IEnumerable<(double? At, string What)> events)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().RightAligned().NoWrap());
        grid.AddColumn();
        foreach (var (at, what) in events.Where(static happening => happening.At is not null).OrderBy(static happening => happening.At))
        {
            grid.AddRow(string.Create(CultureInfo.InvariantCulture, $"{at:N1} µs"), what);
        }

        return grid;
    }
}
