using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <summary>What guarded access to mapped memory costs, and what a revoke of mappings.</summary>
internal sealed partial class MappingSuite : ISuite
{
    // Far more than a step of the guard, in fewer rounds.
    private static readonly PairedLoopOptions s_long = new() { Rounds = 12, WarmUp = TimeSpan.Zero, Attempts = 2, Tolerance = 0.1 };

    private static long s_last;

    public static string Name => "mapping";

    public static string Description => "mapped memory against a bare pointer and MemoryMappedFile; a revoke of very many mappings";

    public static void Run(Report report, bool quick)
    {
        MeasureAccess(report, new PairedLoopOptions { Rounds = quick ? 500 : 4000, Batch = TimeSpan.FromMicroseconds(100) });
        MeasureLoops(report, new PairedLoopOptions { Rounds = quick ? 500 : 4000, Batch = TimeSpan.FromMicroseconds(100) });
        MeasurePieces(report, new PairedLoopOptions { Rounds = quick ? 300 : 2000 });
        MeasureAllocations(report);
        MeasureRevokes(report, s_long with { Rounds = quick ? 12 : 60 });
    }

    private static void Keep(long result) => Volatile.Write(ref s_last, result);
}
