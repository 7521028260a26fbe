using System.Runtime.CompilerServices;
using DotNext.Threading;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private static void MeasureEntering(Report report, PairedLoopOptions options, Anchors? anchors, string? reason)
    {
        var loop = new RoundLoop(TimeProvider.System, options);
        var item = GuardedObject.CreatePromoted();
        var lone = new LoneGate();
        using var scope = new RevokeScope("bench");
        loop.Add("gate", times => Keep(GatePasses.InLoop(item, times)));
        loop.Add("gate, loop tested first", times => Keep(GatePasses.InLoopTestedFirst(item, times)));
        loop.Add("gate in a function", times => Keep(GatePasses.InFunction(item, times)));
        loop.Add("gate with slots", times => Keep(lone.Pass(LoneGate.Slots, times)));
        loop.Add("gate by hold", times => Keep(GatePasses.ByHold(item, times)));
        loop.Add("scope", times => Keep(GatePasses.OfScope(scope, times)));
        using var handle = new DriverHandle(new InstantDriver());
        using var readers = new ReaderWriterLockSlim();
        using var asyncReaders = new AsyncReaderWriterLock();
        AddOthers(loop, handle, readers, asyncReaders);
        if (anchors is not null)
        {
            loop.Add("urcu", times => Keep(anchors.ReadInLoop(times)));
            loop.Add("urcu in a function", times => Keep(anchors.ReadInFunction(times)));
            loop.Add("pthread_rwlock", times => Keep(anchors.PassRwlock(times)));
            loop.Add("atomic in C", times => Keep(anchors.Count(times)));
        }

        var found = loop.Run();
        AddOrSkip(report, found, "enter-in-loop-by-urcu", "urcu", "gate", 1, reason);
        AddOrSkip(report, found, "enter-in-function-by-urcu", "urcu", "gate in a function", 2, reason);
        AddOrSkip(report, found, "enter-with-slots-by-urcu", "urcu", "gate with slots", 1.3, reason);
        report.AddBar("enter-in-loop-by-safehandle", found.Compare("SafeHandle", "gate"), 1 / 2.5);
        report.AddBar("enter-in-function-by-safehandle", found.Compare("SafeHandle in a function", "gate in a function"), 1.1);
        report.AddBar("enter-in-loop-by-counter", found.Compare("counter", "gate"), 1 / 2.0);
        report.AddBar("enter-in-loop-by-rwlockslim", found.Compare("ReaderWriterLockSlim", "gate"), 1 / 6.0);
        report.AddTimes("one thread", found);
    }

    private static void AddOthers(RoundLoop loop, DriverHandle handle, ReaderWriterLockSlim readers, AsyncReaderWriterLock asyncReaders)
    {
        var counted = new CountedObject();
        var closed = new StrongBox<bool>();
        loop.Add("SafeHandle", times => Keep(OtherPasses.OfHandle(handle, times)));
        loop.Add("SafeHandle in a function", times => Keep(OtherPasses.OfHandleInFunction(handle, times)));
        loop.Add("counter", times => Keep(OtherPasses.OfCounter(counted, times)));
        loop.Add("ReaderWriterLockSlim", times => Keep(OtherPasses.OfReaderWriterLock(readers, times)));
        loop.Add("lock", times => Keep(OtherPasses.OfMonitor(closed, times)));
        loop.Add("DotNext AsyncReaderWriterLock", times => Keep(OtherPasses.OfDotNext(asyncReaders, times)));
    }
}
