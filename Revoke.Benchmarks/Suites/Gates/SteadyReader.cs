namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>A thread that is in and out of a gate all the time, until the gate refuses it; and else in and out of liburcu's read side.</summary>
internal sealed class SteadyReader : IDisposable
{
    private const int Batch = 64;

    private readonly Anchors? _anchors;
    private readonly Thread _thread;
    private volatile GuardedObject? _next;
    private volatile GuardedObject? _current;
    private volatile int _passes;
    private volatile bool _stop;

    internal SteadyReader(Anchors? anchors)
    {
        _anchors = anchors;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>On return the thread runs, in and out of that gate; or, for null, of no gate.</summary>
    internal void Follow(GuardedObject? next)
    {
        var before = _passes;
        _next = next;
        while (_current != next || _passes - before < 2)
        {
            Thread.SpinWait(1);
        }
    }

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
    }

    private void Run()
    {
        _anchors?.Register();
        while (!_stop)
        {
            if (_next is not { Gate.IsClosed: false } item)
            {
                _anchors?.ReadInLoop(Batch);
                _current = null;
                _passes++;
                continue;
            }

            while (GatePasses.InLoop(item, Batch) == 0 && _next == item && !_stop)
            {
                _current = item;
                _passes++;
            }
        }

        _anchors?.Unregister();
    }
}
