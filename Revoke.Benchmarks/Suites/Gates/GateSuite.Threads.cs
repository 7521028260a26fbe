using System.Runtime.CompilerServices;
using DotNext.Threading;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private static void MeasureThreads(Report report, PairedLoopOptions options)
    {
        var loop = new RoundLoop(TimeProvider.System, options);
        using var duet = new Duet();
        void Add(string name, Action<int> both) => loop.AddTimed(name, duet.Together(both, both));

        var item = GuardedObject.CreatePromoted();
        Action<int> pass = times => Keep(GatePasses.InLoop(item, times));
        loop.AddTimed("gate, one thread", duet.Alone(pass));
        Add("gate", pass);

        // Made one after the other, they lie beside each other.
        GuardedObject[] neighbours = [GuardedObject.CreatePromoted(), GuardedObject.CreatePromoted()];
        loop.AddTimed("adjacent gates", duet.Together(
            times => Keep(GatePasses.InLoop(neighbours[0], times)),
            times => Keep(GatePasses.InLoop(neighbours[1], times))));
        Add("gate by hold", times => Keep(GatePasses.ByHold(item, times)));
        Add("gate by named hold", times => Keep(GatePasses.ByNamedHold(item, "transfer", start: 1, times)));

        using var scope = new RevokeScope("bench");
        Add("scope", times => Keep(GatePasses.OfScope(scope, times)));
        var counted = new CountedObject();
        Add("counter", times => Keep(OtherPasses.OfCounter(counted, times)));
        using var handle = new DriverHandle(new InstantDriver());
        Add("SafeHandle", times => Keep(OtherPasses.OfHandle(handle, times)));
        using var readers = new ReaderWriterLockSlim();
        Add("ReaderWriterLockSlim", times => Keep(OtherPasses.OfReaderWriterLock(readers, times)));
        var closed = new StrongBox<bool>();
        Add("lock", times => Keep(OtherPasses.OfMonitor(closed, times)));
        using var asyncReaders = new AsyncReaderWriterLock();
        Add("DotNext AsyncReaderWriterLock", times => Keep(OtherPasses.OfDotNext(asyncReaders, times)));

        var found = loop.Run();
        report.AddBar("two-threads-by-safehandle", found.Compare("SafeHandle", "gate"), 1 / 10.0);
        report.AddBar("two-threads-by-counter", found.Compare("counter", "gate"), 1 / 6.0);
        report.AddBar("two-threads-by-one-thread", found.Compare("gate, one thread", "gate"), 1.3);
        report.AddBar("two-threads-on-adjacent-by-one-thread", found.Compare("gate, one thread", "adjacent gates"), 1.3);
        report.AddBar("two-threads-hold-by-counter", found.Compare("counter", "gate by hold"), 0.4);
        report.AddTimes("two threads", found);
    }
}
