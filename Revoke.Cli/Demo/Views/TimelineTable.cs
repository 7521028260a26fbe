using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

/// <summary>The revoke step by step, in the order of what happened.</summary>
internal static class TimelineTable
{
    internal static Grid Create(DemoReport report)
    {
        var timeline = report.Timeline;
        var woken = report.Handles.Select(static handle => handle.WokenMicroseconds).OfType<double>().Order().ToArray();
        (double? At, string What)[] events =
        [
            (0, "the revoke begins"),
            (timeline.GateClosed, "[bold]gate closed[/]: every new use is refused"),
            (timeline.Woken, "[bold]woken[/]: every sleeper has been told"),
            (woken.Length > 0 ? woken[0] : null, "the first sleeper is back in user code"),
            (woken.Length > 0 ? woken[^1] : null, "the last sleeper is back in user code"),
            (timeline.Drained, "[bold]drained[/]: nobody is inside"),
            (timeline.Released, "[bold]released[/]: every file, once"),
            (timeline.DeviceDeleted, "the kernel has deleted the tap device"),
        ];
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
