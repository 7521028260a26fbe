using Revoke.Benchmarks.Harness;
using Revoke.Guards;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>What the gate costs who enters, who revokes, and everybody else.</summary>
internal sealed partial class GateSuite : ISuite
{
    // Many sides: short batches, so that a round is short too.
    private static readonly PairedLoopOptions s_steady = new() { Batch = TimeSpan.FromMicroseconds(100), Attempts = 3 };

    // Where two threads fight for a cache line, or a time is that of a system call, a few per cent are nothing.
    private static readonly PairedLoopOptions s_restless = new() { Attempts = 2, Tolerance = 0.1 };

    // For sides that take long: few rounds, and what they call has been warmed up with small numbers before.
    private static readonly PairedLoopOptions s_long = s_restless with { WarmUp = TimeSpan.Zero };

    private static long s_last;

    public static string Name => "gate";

    public static string Description => "the gate against liburcu and others: entering, threads, revokes, batches, files, memory";

    public static void Run(Report report, bool quick)
    {
        if (!GateChoice.IsAsymmetric)
        {
            report.Skip("all", double.NaN, "this process uses the locked gate");
            return;
        }

        var (anchors, reason) = AnchorCompiler.TryLoad();
        MeasureMemory(report);
        anchors?.Register();
        MeasureEntering(report, s_steady with { Rounds = quick ? 400 : 6000 }, anchors, reason);
        MeasureRevokes(report, s_restless with { Rounds = quick ? 150 : 1500 }, anchors);
        if (Environment.ProcessorCount > 1)
        {
            MeasureThreads(report, s_restless with { Rounds = quick ? 150 : 1500 });
            MeasureRevokesBesideReader(report, s_restless with { Rounds = quick ? 150 : 1500 }, anchors, reason);
            MeasureDisposals(report, s_restless with { Rounds = quick ? 50 : 300 });
            MeasureStorm(report, s_long with { Rounds = quick ? 15 : 60 });
        }
        else
        {
            report.Skip("all-with-two-threads", double.NaN, "two processors are needed");
        }

        anchors?.Unregister();
        MeasureRefusals(report, s_restless with { Rounds = 100 });
        MeasureBatches(report, s_long with { Rounds = quick ? 8 : 60 });
        MeasureFileCrowds(report, s_long with { Rounds = quick ? 8 : 40 });
        MeasurePassingFiles(report, s_long with { Rounds = quick ? 12 : 100 });
    }

    private static void WarmUp(Action small)
    {
        var start = Clock.Now;
        do
        {
            small();
        }
        while (Clock.NanosecondsSince(start) < PairedLoopOptions.Quick.WarmUp.TotalNanoseconds);
    }

    private static void Keep(long result) => Volatile.Write(ref s_last, result);

    private static void AddOrSkip(Report report, RoundTimes times, string name, string baseline, string contender, double limit, string? reason)
    {
        if (times.Has(baseline))
        {
            report.AddBar(name, times.Compare(baseline, contender), limit);
        }
        else
        {
            report.Skip(name, limit, reason ?? "missing");
        }
    }
}
