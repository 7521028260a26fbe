using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Bare;

/// <summary>The same sleepers in the same kinds of devices without the library: tokens are cancelled, handles disposed, the tap deleted.</summary>
internal static class BareRun
{
    internal static async Task<HandleReport[]> RunAsync(string directory, TimeSpan watch, Action allAsleep)
    {
        ThreadPool.SetMinThreads(32, 4); // asynchronous reads of a FileStream block pool threads here
        using var devices = new DeviceSet(directory);
        using var cancellation = new CancellationTokenSource();
        var handles = devices.Plans.ConvertAll(static plan => plan.OpenBare());
        var sleepers = devices.Plans.Zip(handles, (plan, handle) => BareSleeper.Create(plan, handle, cancellation.Token)).ToList();
        sleepers.ForEach(static sleeper => sleeper.Start());
        await Asleep.WaitForAllAsync(sleepers).ConfigureAwait(false);
        allAsleep();

        var start = Stopwatch.GetTimestamp();
        using var remover = devices.Tap is { } tap ? new LinkRemover(tap.Name) : null;
        remover?.Go();
        await cancellation.CancelAsync().ConfigureAwait(false);
        handles.ForEach(DisposeAside);
        var all = Task.WhenAll(sleepers.Select(static sleeper => sleeper.End));
        await Task.WhenAny(all, Task.Delay(watch, TimeProvider.System)).ConfigureAwait(false);
        var reports = new List<HandleReport>();
        foreach (var sleeper in sleepers)
        {
            reports.Add(Report(sleeper.Plan, sleeper.End.IsCompletedSuccessfully ? await sleeper.End.ConfigureAwait(false) : null, start));
        }

        return [.. reports];
    }

    /// <summary>Each on a thread of its own: one that does not return keeps nobody.</summary>
    private static void DisposeAside(SafeFileHandle handle) => new Thread(handle.Dispose) { IsBackground = true }.Start();

    private static HandleReport Report(HandlePlan plan, SleepEnd? end, long start) => end is null
        ? new HandleReport(plan.Name, plan.Operation.Describe(), null, "never", 0)
        : new HandleReport(
            plan.Name,
            plan.Operation.Describe(),
            Stopwatch.GetElapsedTime(start, end.At).TotalMicroseconds,
            end.Result.Replace("revoked: ", string.Empty, StringComparison.Ordinal),
            end.Errno);
}
