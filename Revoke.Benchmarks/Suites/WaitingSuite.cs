using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

/// <summary>How fast a revoke gets through to who sleeps.</summary>
internal sealed partial class WaitingSuite : ISuite
{
    // Against a bare write to as many eventfds: a revoke closes gates, wakes, drains and releases, and its reader gets an exception.
    private const double CrowdLimit = 10;

    private const int CrowdSize = 40;

    public static string Name => "waiting";

    public static string Description => "revokes on a pool of two threads, and the wake of a single sleeper";

    public static void Run(Report report, bool quick)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(2, completions);
        try
        {
            // Wakes are mostly scheduling and scatter widely: it takes this many rounds until the control is within one percent.
            MeasureCrowd(report, quick ? 2500 : 10000);
            MeasureSleeper(report, quick ? 200 : 1000);
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, completions);
        }
    }

    private static void MeasureCrowd(Report report, int rounds)
    {
        using var bare = new EventCrowd(CrowdSize);
        using var guarded = new RevokedCrowd(CrowdSize);
        var loop = new PairedLoop(TimeProvider.System, new PairedLoopOptions { Rounds = rounds });
        var result = loop.RunTimed(() => bare.Wake().TotalNanoseconds, () => guarded.Wake().TotalNanoseconds);
        report.Add($"pool-revokes-{CrowdSize}-by-bare-wakes", result, CrowdLimit);
        report.Add($"pool-revokes-{CrowdSize}: slowest", guarded.Slowest.TotalMicroseconds, "us");
        report.Add($"pool-revokes-{CrowdSize}: slowest bare", bare.Slowest.TotalMicroseconds, "us");
    }
}
