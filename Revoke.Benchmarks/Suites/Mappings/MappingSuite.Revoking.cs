using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <content>Revokes of scopes that hold nothing but mappings, against the system calls alone.</content>
internal sealed partial class MappingSuite
{
    private const int Few = 1_000;
    private const int VeryMany = 60_000;
    private const int Alike = 10_000;

    private static void MeasureRevokes(Report report, PairedLoopOptions options)
    {
        using var pages = new MappedCrowd();
        for (var i = 0; i < 3; i++)
        {
            pages.TimeRevoke(Few, areAlike: false, AfterRevoke.Zeros);
            pages.TimeReplacing(Few, areAlike: false);
        }

        var loop = new RoundLoop(TimeProvider.System, options);
        loop.AddTimed("1,000 bare", () => pages.TimeReplacing(Few, areAlike: false));
        loop.AddTimed("1,000 mappings", () => pages.TimeRevoke(Few, areAlike: false, AfterRevoke.Zeros));
        loop.AddTimed("1,000 mappings, ones", () => pages.TimeRevoke(Few, areAlike: false, AfterRevoke.Ones));
        loop.AddTimed("1,000 mappings, bus errors", () => pages.TimeRevoke(Few, areAlike: false, AfterRevoke.BusError));
        loop.AddTimed("60,000 bare", () => pages.TimeReplacing(VeryMany, areAlike: false));
        loop.AddTimed("60,000 mappings", () => pages.TimeRevoke(VeryMany, areAlike: false, AfterRevoke.Zeros));
        loop.AddTimed("10,000 alike, bare", () => pages.TimeReplacing(Alike, areAlike: true));
        loop.AddTimed("10,000 alike", () => pages.TimeRevoke(Alike, areAlike: true, AfterRevoke.Zeros));
        loop.AddTimed("10,000 alike in one bare call", () => pages.TimeReplacingTogether(Alike));
        loop.AddTimed("1 mapping", () => pages.TimeRevoke(1, areAlike: false, AfterRevoke.Zeros));
        var found = loop.Run();
        report.AddBar("revoke-1000-mappings-by-bare", found.Compare("1,000 bare", "1,000 mappings"), 1.3);
        report.AddBar("revoke-60000-mappings-by-bare", found.Compare("60,000 bare", "60,000 mappings"), 1.3);
        report.AddBar("revoke-10000-alike-by-one-call", found.Compare("10,000 alike in one bare call", "10,000 alike"), 1.3);
        report.Add("10,000 alike by one by one", found.Compare("10,000 alike, bare", "10,000 alike").Ratio, "x");
        report.Add("10,000 alike in one bare call by one by one", found.Compare("10,000 alike, bare", "10,000 alike in one bare call").Ratio, "x");
        report.AddTimes("replaced, each", found);
    }
}
