using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>A thread that does the same thing all the time, and counts.</summary>
internal sealed class BusyThread : IDisposable
{
    private const int Batch = 512;

    // A batch takes a microsecond or two, with interrupts some more: whatever takes so long has lost its processor.
    private const double Lost = 100_000;

    private readonly Action<int> _work;
    private readonly Thread _thread;
    private readonly Lock _sync = new();
    private double _time;
    private long _done;
    private volatile bool _stop;

    internal BusyThread(Action<int> work)
    {
        _work = work;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// Nanoseconds of one of its operations while the calling thread does something else at a pace, spinning in between. Of each step only what both threads
    /// had a processor for counts, and what the collector took from them; NaN if that is next to nothing.
    /// </summary>
    internal double Measure(int steps, TimeSpan every, Action<int> step)
    {
        var (sound, time, done) = (0, 0.0, 0L);
        for (var i = 0; i < steps; i++)
        {
            var collections = GC.CollectionCount(0);
            Take();
            var start = Clock.Now;
            step(i);
            while (Clock.NanosecondsSince(start) < every.TotalNanoseconds)
            {
                Thread.SpinWait(1);
            }

            var took = Clock.NanosecondsSince(start);
            var (ran, meanwhile) = Take();
            if (GC.CollectionCount(0) != collections || (took < 1.5 * every.TotalNanoseconds && ran > 0.5 * took))
            {
                sound++;
                time += took;
                done += meanwhile;
            }
        }

        return 10 * sound > steps ? time / done : double.NaN;
    }

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
    }

    private (double Time, long Done) Take()
    {
        lock (_sync)
        {
            var taken = (_time, _done);
            (_time, _done) = (0, 0);
            return taken;
        }
    }

    private void Run()
    {
        while (!_stop)
        {
            var start = Clock.Now;
            _work(Batch);
            var took = Clock.NanosecondsSince(start);
            lock (_sync)
            {
                _time += took < Lost ? took : 0;
                _done += Batch;
            }
        }
    }
}
