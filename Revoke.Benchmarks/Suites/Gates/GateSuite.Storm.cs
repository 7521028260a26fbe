using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private const int StormSteps = 100;

    private static readonly TimeSpan s_stormPace = TimeSpan.FromMilliseconds(1);

    // Batches of other scopes, one a millisecond.
    private static void MeasureStorm(Report report, PairedLoopOptions options)
    {
        using var scope = new RevokeScope("bench");
        using var busy = new BusyThread(times => Keep(GatePasses.OfScope(scope, times)));
        var loop = new RoundLoop(TimeProvider.System, options with { Tolerance = ThroughputLimit / 2 });
        WarmUp(() => RunStorm(busy, 1, steps: 2));
        loop.AddTimed("idle", () => busy.Measure(StormSteps, s_stormPace, Keep));
        loop.AddTimed("batches of 10", () => RunStorm(busy, 10, StormSteps));
        loop.AddTimed("batches of 100", () => RunStorm(busy, 100, StormSteps));
        var found = loop.Run();
        report.Remark($"storm: {2 * options.Rounds * StormSteps * 10} revokes in batches of 10, {2 * options.Rounds * StormSteps * 100} in batches of 100");
        AddLoss(report, "throughput-lost-to-storm-of-revokes", found.Compare("idle", "batches of 10"));
        report.Add("throughput lost to batches of 100", 1 - (1 / found.Compare("idle", "batches of 100").Ratio), "x");
    }

    private static double RunStorm(BusyThread busy, int batch, int steps)
    {
        var parents = new RevokeScope[steps];
        for (var i = 0; i < steps; i++)
        {
            parents[i] = new RevokeScope("batch");
            for (var j = 0; j < batch; j++)
            {
                Keep(GatePasses.OfScope(parents[i].CreateChild("child"), UsesToPromote));
            }
        }

        GC.Collect();
        return busy.Measure(steps, s_stormPace, i => parents[i].Revoke(RevokeReason.Policy("storm")));
    }

    private static void Keep(int step) => Keep((long)step);
}
