using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private const int Many = 100_000;
    private const int VeryMany = 1_000_000;

    private static void MeasureBatches(Report report, PairedLoopOptions options)
    {
        var (few, fewCounters) = (new GateField(1000), new CounterField(1000));
        WarmUp(() =>
        {
            few.CloseTogether();
            few.CloseOneByOne();
            fewCounters.Close();
        });
        var (many, veryMany, counters) = (new GateField(Many), new GateField(VeryMany), new CounterField(Many));
        GC.Collect();
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.AddTimed("one by one", many.CloseOneByOne);
        loop.AddTimed("100,000 together", many.CloseTogether);
        loop.AddTimed("1,000,000 together", veryMany.CloseTogether);
        loop.AddTimed("100,000 counters", counters.Close);
        var found = loop.Run();
        report.AddBar("batch-100000-by-one-by-one", found.Compare("one by one", "100,000 together"), 1 / 40.0);
        report.AddBar("batch-100000-by-counters", found.Compare("100,000 counters", "100,000 together"), 3);
        report.AddBar("batch-1000000-by-100000", found.Compare("100,000 together", "1,000,000 together"), 1.6);
        report.AddTimes("each gate", found);
    }
}
