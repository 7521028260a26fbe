using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private const int UsesToPromote = 40;
    private const double ThroughputLimit = 0.1;

    // 10,000 a second, for 20 ms.
    private static void MeasureDisposals(Report report, PairedLoopOptions options)
    {
        const int Files = 200;
        var every = TimeSpan.FromMicroseconds(100);
        using var scope = new RevokeScope("bench");
        var files = new RevocableFile[Files];
        var item = GuardedObject.CreatePromoted();
        using var busy = new BusyThread(times => Keep(GatePasses.InLoop(item, times)));
        var loop = new RoundLoop(TimeProvider.System, options with { Tolerance = ThroughputLimit / 2 });
        loop.AddTimed("idle", () => busy.Measure(Files, every, Keep));
        loop.AddTimed("disposals", () =>
        {
            OpenPromoted(scope, files);
            return busy.Measure(Files, every, i => files[i].Dispose());
        });
        var found = loop.Run();
        AddLoss(report, "throughput-lost-to-10000-disposals", found.Compare("idle", "disposals"));
        report.Add("one disposal of a promoted file", TimeDisposal(scope, files), "ns");
    }

    private static double TimeDisposal(RevokeScope scope, RevocableFile[] files)
    {
        OpenPromoted(scope, files);
        var start = Clock.Now;
        Array.ForEach(files, static file => file.Dispose());
        return Clock.NanosecondsSince(start) / files.Length;
    }

    private static void OpenPromoted(RevokeScope scope, RevocableFile[] files)
    {
        Span<byte> buffer = stackalloc byte[16];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = scope.Open(new InstantDriver(), "instant");
            for (var use = 0; use < UsesToPromote; use++)
            {
                files[i].Read(buffer);
            }
        }
    }

    private static void AddLoss(Report report, string name, PairedResult result)
    {
        report.Add(new Bar(name, 1 - (1 / result.Ratio), ThroughputLimit, result.Control) { ControlTolerance = result.Tolerance });
        report.Add($"{name}: before", result.BaselineNanoseconds, "ns");
        report.Add($"{name}: meanwhile", result.ContenderNanoseconds, "ns");
    }
}
