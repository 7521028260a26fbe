using System.Diagnostics;
using Revoke.Cli.Demo.Bare;
using Revoke.Cli.Demo.Generations;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Rounds;
using Revoke.Cli.Demo.Stages;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo;

/// <summary><c>revoke demo sysfs</c>: devices are removed under their handles, and come back. Everything is done once to warm up, as in <see cref="ScopeDemo"/>.</summary>
internal static class DeviceDemo
{
    private const int WarmUps = 2;

    // Where no events arrive a removal takes two seconds to be found.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    internal static async Task<DemoReport> RunAsync(DemoSettings settings, IDemoView view, CancellationToken cancellationToken)
    {
        using var stage = Stage.Create();
        using var bareWake = new BareWake(stage.Devices.Sum(static device => device.Plans.Count));
        await using var generations = new GenerationLoop(stage, cancellationToken);
        for (var i = 0; i < WarmUps; i++)
        {
            await bareWake.MeasureAsync();
            await generations.RunAsync(SilentView.Instance, prove: true, sleepersOfEach: 2); // so that no later generation needs more of what the library keeps
        }

        var before = Descriptors.Capture();
        var shown = await generations.RunAsync(view, prove: true, sleepersOfEach: 1);
        var leaked = Descriptors.Capture().Since(before).ToList();
        view.Woken(shown.Handles.Handles);

        IReadOnlyList<HandleReport> bare = settings.WithBare
            ? await BareParent.RunAsync([BareChild.Devices], view, cancellationToken)
            : [];
        var measured = new List<RemovalRoundReport>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < settings.Rounds && Stopwatch.GetElapsedTime(start) < s_patience; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            view.Measuring(i + 1, settings.Rounds);
            measured.Add(await RunRoundAsync(generations, bareWake));
        }

        view.Measuring(settings.Rounds, settings.Rounds);
        return new DeviceDemoReport(shown, bare, leaked, measured);
    }

    private static async Task<RemovalRoundReport> RunRoundAsync(GenerationLoop generations, BareWake bareWake)
    {
        var bare = await bareWake.MeasureAsync();
        var result = await generations.RunAsync(SilentView.Instance, prove: false, sleepersOfEach: 1);
        return new RemovalRoundReport(result.RemovalToUevent, result.UeventToLastHandle, bare);
    }
}
