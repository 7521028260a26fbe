using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Threads that sleep when they are told, in what they are told, and note when they are back. The same ones for every kind.</summary>
internal sealed class Crew : IDisposable
{
    private readonly SemaphoreSlim[] _starts;
    private readonly int[] _threads;
    private readonly long[] _back;
    private readonly CountdownEvent _all;
    private Func<int, long>? _sleep;

    internal Crew(int count)
    {
        _starts = [.. Enumerable.Range(0, count).Select(static _ => new SemaphoreSlim(0))];
        _threads = new int[count];
        _back = new long[count];
        _all = new CountdownEvent(count);
        for (var i = 0; i < count; i++)
        {
            var number = i;
            new Thread(() => Run(number)) { IsBackground = true, Name = $"sleeper {i}" }.Start();
        }
    }

    internal int Count => _starts.Length;

    public void Dispose()
    {
        // The threads are in the background and asleep in a semaphore: they are let out.
        _sleep = null;
        foreach (var start in _starts)
        {
            start.Release();
        }

        _all.Dispose();
    }

    /// <summary>Returns when all are asleep.</summary>
    /// <param name="sleep">Given a sleeper's number; returns the time at which it was back in user code.</param>
    internal void Start(Func<int, long> sleep)
    {
        _sleep = sleep;
        _all.Reset();
        foreach (var start in _starts)
        {
            start.Release();
        }

        foreach (ref var thread in _threads.AsSpan())
        {
            while (Volatile.Read(ref thread) is var id && (id == 0 || !KernelThread.IsAsleep(id)))
            {
                Thread.Yield();
            }
        }
    }

    internal long[] Finish()
    {
        _all.Wait();
        return _back;
    }

    private void Run(int number)
    {
        Volatile.Write(ref _threads[number], DeviceLibc.gettid());
        while (true)
        {
            _starts[number].Wait();
            if (_sleep is not { } sleep)
            {
                return;
            }

            _back[number] = sleep(number);
            _all.Signal();
        }
    }
}
