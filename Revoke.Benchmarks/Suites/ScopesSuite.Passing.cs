using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class ScopesSuite
{
    // What a child that nobody refers to any more may leave behind once the collector has run twice over as many.
    private const double DroppedLimit = 16;

    private static void MeasureShortLived(Report report, int few, int many, int rounds)
    {
        using var scope = new RevokeScope("passing");
        OpenAndDispose(scope, few);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var ratios = new List<double>();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var small = Time(() => OpenAndDispose(scope, few)) / few;
            var large = Time(() => OpenAndDispose(scope, many)) / many;
            ratios.Add(large / small);
            times.Add(large);
        }

        var left = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add(new Bar($"short-lived-files-{many}-by-{few}", Quantiles.Median(ratios), LinearLimit));
        report.Add(new Bar("short-lived-files-bytes-left-each", (double)left / many / rounds, 0.01));
        report.Add($"{many:#,0} short-lived files: each", Quantiles.Median(times), "ns");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        OpenAndDispose(scope, few);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        report.Add($"{many:#,0} short-lived files: allocated, each", (double)allocated / few, "bytes");
    }

    private static void MeasureDroppedChildren(Report report, int count)
    {
        using var parent = new RevokeScope("parent");
        Drop(parent, count);
        var first = GC.GetTotalMemory(forceFullCollection: true);
        var took = Time(() => Drop(parent, count));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var second = GC.GetTotalMemory(forceFullCollection: true);
        report.Add(new Bar("dropped-children-bytes-left-each", Math.Max(0, (double)(second - first) / count), DroppedLimit));
        report.Add($"{count:#,0} dropped children: each", took / count, "ns");
        report.Add($"{count:#,0} dropped children: left in all", second - first, "bytes");
    }

    private static void OpenAndDispose(RevokeScope scope, int count)
    {
        for (var i = 0; i < count; i++)
        {
            OpenInstant(scope).Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(RevokeScope parent, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Nobody disposes it: that is what is measured.
            OpenChild(parent, out _);
        }
    }

    private static void OpenChild(RevokeScope parent, out RevocableFile file) => file = OpenInstant(parent.CreateChild("child"));
}
