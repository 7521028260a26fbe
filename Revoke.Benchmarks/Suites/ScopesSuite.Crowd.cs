using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class ScopesSuite
{
    private static void MeasureCrowd(Report report, string name, Func<RevokeScope, RevocableFile> open, int few, int many, int rounds)
    {
        var small = new List<CrowdTimes>();
        var large = new List<CrowdTimes>();
        for (var round = -1; round < rounds; round++)
        {
            var one = RunCrowd(open, few);
            var other = RunCrowd(open, many);
            if (round >= 0)
            {
                small.Add(one);
                large.Add(other);
            }
        }

        report.Add(new Bar($"{name}-{many}-by-{few}", Quantiles.Median(large.Zip(small, static (many, few) => many.Total / few.Total)), LinearLimit));
        AddCrowd(report, $"{few:#,0} {name}", small);
        AddCrowd(report, $"{many:#,0} {name}", large);
    }

    private static void AddCrowd(Report report, string name, List<CrowdTimes> times)
    {
        report.Add($"{name}: open, each", Quantiles.Median(times.Select(static time => time.Open)), "ns");
        report.Add($"{name}: revoke, each", Quantiles.Median(times.Select(static time => time.Revoke)), "ns");
        report.Add($"{name}: dispose, each", Quantiles.Median(times.Select(static time => time.Dispose)), "ns");
        report.Add($"{name}: memory, each", Quantiles.Median(times.Select(static time => time.Bytes)), "bytes");
    }

    private static CrowdTimes RunCrowd(Func<RevokeScope, RevocableFile> open, int count)
    {
        var files = new RevocableFile[count];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var scope = new RevokeScope("crowd");
        var opened = Time(() =>
        {
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = open(scope);
            }
        });
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        RevokeOutcome? outcome = null;
        var revoked = Time(() => outcome = scope.Revoke(RevokeReason.Policy("bench")));
        if (outcome is not { IsCompleted: true } || outcome.Released != count)
        {
            throw new InvalidOperationException($"{count} files were opened, and revoke said {outcome}.");
        }

        var disposed = Time(() =>
        {
            foreach (var file in files)
            {
                file.Dispose();
            }
        });
        return new CrowdTimes(opened / count, revoked / count, disposed / count, (double)bytes / count);
    }

    private static double Time(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start).TotalNanoseconds;
    }
}
