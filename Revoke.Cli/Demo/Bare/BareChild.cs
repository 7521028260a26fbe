using System.Text.Json;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Stages;

namespace Revoke.Cli.Demo.Bare;

/// <summary>
/// What the child does. It says that all are asleep, then what became of them, each in one line, and is then killed: it could not end
/// its blocked threads itself. If its parent has gone or wants no more of it, its standard input ends; it still removes its devices, and then ends too.
/// </summary>
internal static class BareChild
{
    internal const string Command = "demo-without-library";
    internal const string AsleepLine = "asleep";

    /// <summary>The handles of <see cref="ScopeDemo"/>; a directory follows.</summary>
    internal const string Scope = "scope";

    /// <summary>Those of <see cref="DeviceDemo"/>.</summary>
    internal const string Devices = "devices";

    internal static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    internal static async Task<int> RunAsync(string kind, string directory)
    {
        var parentGone = Task.Run(Console.In.ReadToEndAsync);
        var reports = await (string.Equals(kind, Devices, StringComparison.Ordinal) ? RunDevicesAsync(parentGone) : RunScopeAsync(directory, parentGone));
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reports, ReportLineJson.Default.HandleReportArray));
        await parentGone;
        return ExitCodes.Ok;
    }

    private static async Task<HandleReport[]> RunScopeAsync(string directory, Task parentGone)
    {
        using var devices = new DeviceSet(directory);
        using var removal = devices.PrepareRemoval();
        return await BareRun.RunAsync(devices.Plans, removal, Watch, TellAsleep, parentGone);
    }

    private static async Task<HandleReport[]> RunDevicesAsync(Task parentGone)
    {
        using var stage = Stage.Create();
        using var removal = stage.PrepareRemoval();
        return await BareRun.RunAsync([.. stage.Devices.SelectMany(static device => device.Plans)], removal, Watch, TellAsleep, parentGone);
    }

    private static void TellAsleep() => Console.Out.WriteLine(AsleepLine);
}
