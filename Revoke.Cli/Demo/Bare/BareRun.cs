using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Bare;

/// <summary>The same sleepers in the same kinds of devices without the library: devices are removed, tokens cancelled, handles disposed.</summary>
internal static class BareRun
{
    internal static async Task<HandleReport[]> RunAsync(IReadOnlyList<HandlePlan> plans, Removal? removal, TimeSpan watch, Action allAsleep, Task enough)
    {
        ThreadPool.SetMinThreads(32, 4); // asynchronous reads of a FileStream block pool threads here
        using var cancellation = new CancellationTokenSource();
        var handles = plans.Select(static plan => plan.OpenBare()).ToList();
        var sleepers = plans.Zip(handles, (plan, handle) => BareSleeper.Create(plan, handle, cancellation.Token)).ToList();
        sleepers.ForEach(static sleeper => sleeper.Start());
        await Asleep.WaitForAllAsync(sleepers);
        allAsleep();

        var start = Stopwatch.GetTimestamp();
        removal?.Go();
        await cancellation.CancelAsync();
        handles.ForEach(DisposeAside);
        await Task.WhenAny(Awake.WaitForAllAsync(sleepers, watch), enough);
        return [.. sleepers.Select(sleeper => Report(sleeper.Plan, sleeper.Ended, start))];
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
