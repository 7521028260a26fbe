using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private static void MeasureFileCrowds(Report report, PairedLoopOptions options)
    {
        WarmUp(static () =>
        {
            RevokeFiles(100);
            DisposeHandles(100);
        });
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.AddTimed("100,000 SafeHandles", static () => DisposeHandles(Many));
        loop.AddTimed("100,000 files", static () => RevokeFiles(Many));
        loop.AddTimed("1,000,000 files", static () => RevokeFiles(VeryMany));
        var found = loop.Run();
        report.AddBar("revoke-100000-files-by-safehandles", found.Compare("100,000 SafeHandles", "100,000 files"), 3);
        report.AddBar("revoke-1000000-files-by-100000", found.Compare("100,000 files", "1,000,000 files"), 1.6);
        report.AddTimes("revoke of each", found);
    }

    private static void MeasurePassingFiles(Report report, PairedLoopOptions options)
    {
        using var scope = new RevokeScope("bench");
        WarmUp(() =>
        {
            PassFiles(scope, 100);
            PassHandles(100);
        });
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.AddTimed("SafeHandle", () => TimeEachOf(Many, PassHandles));
        loop.AddTimed("file", () => TimeEachOf(Many, count => PassFiles(scope, count)));
        var found = loop.Run();
        var (ofHandle, ofFile) = (Allocations.CountBytes(static () => PassHandles(1)), Allocations.CountBytes(() => PassFiles(scope, 1)));
        report.AddBar("open-and-dispose-by-safehandle", found.Compare("SafeHandle", "file"), 2);
        report.Add(new Bar("open-and-dispose-bytes-by-safehandle", ofFile / ofHandle, 2));
        report.AddTimes("opened and disposed", found);
        report.Add("opened and disposed: SafeHandle", ofHandle, "bytes");
        report.Add("opened and disposed: file", ofFile, "bytes");
    }

    private static double RevokeFiles(int count)
    {
        using var scope = new RevokeScope("crowd");
        for (var i = 0; i < count; i++)
        {
            scope.Open(new InstantDriver(), "instant");
        }

        CollectFor(count);
        var released = 0;
        var took = TimeEachOf(count, _ => released = scope.Revoke(RevokeReason.Policy("bench")).Released);
        return released == count ? took : throw new InvalidOperationException($"{count} files were opened, and {released} released.");
    }

    private static double DisposeHandles(int count)
    {
        var handles = new DriverHandle[count];
        for (var i = 0; i < count; i++)
        {
            handles[i] = new DriverHandle(new InstantDriver());
        }

        CollectFor(count);
        return TimeEachOf(count, _ => Array.ForEach(handles, static handle => handle.Dispose()));
    }

    private static void PassFiles(RevokeScope scope, int count)
    {
        for (var i = 0; i < count; i++)
        {
            scope.Open(new InstantDriver(), "instant").Dispose();
        }
    }

    private static void PassHandles(int count)
    {
        for (var i = 0; i < count; i++)
        {
            new DriverHandle(new InstantDriver()).Dispose();
        }
    }

    // What was opened, and what the side before has left behind, is the collector's work before the clock runs.
    private static void CollectFor(int count)
    {
        if (count >= Many)
        {
            GC.Collect();
        }
    }

    private static double TimeEachOf(int count, Action<int> all)
    {
        var start = Clock.Now;
        all(count);
        return Clock.NanosecondsSince(start) / count;
    }
}
