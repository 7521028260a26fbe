using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private const int RevokesAtOnce = 16;

    private static void MeasureRevokes(Report report, PairedLoopOptions options, Anchors? anchors)
    {
        GuardedObject[] items = [.. Enumerable.Range(0, RevokesAtOnce).Select(static _ => new GuardedObject())];
        var idle = new RoundLoop(TimeProvider.System, options);
        idle.AddTimed("barrier", () => TimeEach(static _ => Interlocked.MemoryBarrierProcessWide()));
        idle.AddTimed("revoke", () =>
        {
            Array.ForEach(items, static item => item.Renew());
            return TimeEach(i => items[i].Revoke());
        });
        if (anchors is not null)
        {
            idle.AddTimed("synchronize_rcu", () => TimeEach(_ => Keep(anchors.Synchronize(1))));
        }

        var found = idle.Run();
        report.AddBar("revoke-by-barrier", found.Compare("barrier", "revoke"), 1.6);
        report.AddTimes("alone", found);
    }

    private static void MeasureRevokesBesideReader(Report report, PairedLoopOptions options, Anchors? anchors, string? reason)
    {
        const double Limit = 0.8;
        const string Bar = "revoke-beside-reader-by-synchronize";
        if (anchors is null)
        {
            report.Skip(Bar, Limit, reason ?? "missing");
            return;
        }

        var item = new GuardedObject();
        using var reader = new SteadyReader(anchors);
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.AddTimed("synchronize_rcu", () => TimeEach(_ => Keep(anchors.Synchronize(1)), () => reader.Follow(null)));
        loop.AddTimed("barrier", () => TimeEach(static _ => Interlocked.MemoryBarrierProcessWide(), () => reader.Follow(null)));
        loop.AddTimed("revoke", () => TimeEach(
            _ => item.Revoke(),
            () =>
            {
                reader.Follow(null);
                item.Renew();
                reader.Follow(item);
            }));
        var found = loop.Run();
        report.AddBar(Bar, found.Compare("synchronize_rcu", "revoke"), Limit);
        report.AddTimes("beside a reader", found);
    }

    // The median: of a few, one may meet somebody who has lost his processor.
    private static double TimeEach(Action<int> revoke, Action? prepare = null)
    {
        var times = new double[RevokesAtOnce];
        for (var i = 0; i < RevokesAtOnce; i++)
        {
            prepare?.Invoke();
            var start = Clock.Now;
            revoke(i);
            times[i] = Clock.NanosecondsSince(start);
        }

        return Quantiles.Median(times);
    }
}
