using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class ScopesSuite
{
    private static void MeasureCrowd(Report report, string name, Func<RevokeScope, RevocableFile> open, int few, int many, int rounds)
    {
        var small = new List<CrowdTimes>();
        var large = new List<CrowdTimes>();
        var loop = new PairedLoop(TimeProvider.System, new PairedLoopOptions { Rounds = rounds, Attempts = 2 });
        var result = loop.RunTimed(() => Note(small, RunCrowd(open, few)), () => Note(large, RunCrowd(open, many)));

        // No bar: a heap ten times as large costs the caches and the collector more per file, whatever the scope does.
        report.Add($"{name}-{many}-by-{few}", result);
        AddCrowd(report, $"{few:#,0} {name}", small);
        AddCrowd(report, $"{many:#,0} {name}", large);
    }

    // The same number of files, in one scope or spread over ten: the heap and the caches have as much to do, so what is left is the scope.
    private static void MeasureSpread(Report report, int count, int rounds)
    {
        var loop = new PairedLoop(TimeProvider.System, new PairedLoopOptions { Rounds = rounds, Attempts = 2 });
        report.Add(
            $"files-{count}-in-one-scope-by-in-ten",
            loop.RunTimed(() => RunCrowd(OpenInstant, count, scopeCount: 10).Total, () => RunCrowd(OpenInstant, count).Total),
            LinearLimit);
    }

    private static void AddCrowd(Report report, string name, List<CrowdTimes> times)
    {
        report.Add($"{name}: open, each", Quantiles.Median(times.Select(static time => time.Open)), "ns");
        report.Add($"{name}: revoke, each", Quantiles.Median(times.Select(static time => time.Revoke)), "ns");
        report.Add($"{name}: dispose, each", Quantiles.Median(times.Select(static time => time.Dispose)), "ns");
        report.Add($"{name}: of it the collector's pauses, each", Quantiles.Median(times.Select(static time => time.Pauses)), "ns");
        report.Add($"{name}: memory, each", Quantiles.Median(times.Select(static time => time.Bytes)), "bytes");
    }

    private static double Note(List<CrowdTimes> into, CrowdTimes times)
    {
        into.Add(times);
        return times.Total;
    }

    private static CrowdTimes RunCrowd(Func<RevokeScope, RevocableFile> open, int count, int scopeCount = 1)
    {
        var files = new RevocableFile[count];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RevokeScope[] scopes = [.. Enumerable.Range(0, scopeCount).Select(static _ => new RevokeScope("crowd"))];
        var pauses = GC.GetTotalPauseDuration();
        var opened = Time(() =>
        {
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = open(scopes[(int)((long)i * scopeCount / count)]);
            }
        });
        pauses = GC.GetTotalPauseDuration() - pauses;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var later = GC.GetTotalPauseDuration();
        var released = 0;
        var revoked = Time(() => released = scopes.Sum(static scope => scope.Revoke(RevokeReason.Policy("bench")).Released));
        if (released != count)
        {
            throw new InvalidOperationException($"{count} files were opened, and {released} released.");
        }

        var disposed = Time(() =>
        {
            foreach (var file in files)
            {
                file.Dispose();
            }
        });
        pauses += GC.GetTotalPauseDuration() - later;
        return new CrowdTimes(opened / count, revoked / count, disposed / count, (double)bytes / count, pauses.TotalNanoseconds / count);
    }

    private static double Time(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start).TotalNanoseconds;
    }
}
