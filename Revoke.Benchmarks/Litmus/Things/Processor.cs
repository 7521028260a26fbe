using System.Numerics;
using Revoke.Benchmarks.Interop;

namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>Keeps the calling thread on one processor: two that are to meet in the same nanoseconds must not take turns on one.</summary>
internal static class Processor
{
    private static readonly ulong s_all = BenchLibc.sched_getaffinity(0, sizeof(ulong), out var mask) < 0 ? 0 : mask;

    /// <summary>Stays on the processor with that number among those that the process may use, counted round; does nothing if there are more than 64.</summary>
    internal static void Keep(int number)
    {
        var mask = s_all;
        for (var skip = mask == 0 ? 0 : number % BitOperations.PopCount(mask); skip > 0; skip--)
        {
            mask &= mask - 1;
        }

        Set(mask & (~mask + 1));
    }

    /// <summary>May go anywhere again.</summary>
    internal static void Leave() => Set(s_all);

    private static void Set(ulong mask)
    {
        if (mask != 0)
        {
            _ = BenchLibc.sched_setaffinity(0, sizeof(ulong), mask);
        }
    }
}
