namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>Two threads that do something at the same time.</summary>
internal sealed class Duet : IDisposable
{
    private const int Tries = 30;

    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _back = new(0);
    private readonly Thread _thread;
    private readonly DuetPart _mine = new();
    private readonly DuetPart _other = new();
    private int _arrived;
    private bool _ended;

    internal Duet()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What measures one operation of a thread, in nanoseconds, while the other one is at its own; NaN if the machine does not let both of them run.</summary>
    internal Func<double> Together(Action<int> first, Action<int> second)
    {
        var portion = 1;
        return () =>
        {
            for (var i = 0; i < Tries; i++)
            {
                Play(first, second, portion);
                var (mine, other) = (_mine.TimeBeside(_other), _other.TimeBeside(_mine));
                portion = _mine.IsShort ? 2 * portion : portion;
                if (mine * other > 0)
                {
                    return 2 / ((1 / mine) + (1 / other)); // of the throughput of both: the machine may be unfair
                }
            }

            return double.NaN;
        };
    }

    /// <summary>The same with the second thread asleep.</summary>
    internal Func<double> Alone(Action<int> only)
    {
        var portion = 1;
        return () =>
        {
            _mine.Prepare(only, portion);
            Volatile.Write(ref _ended, false);
            _mine.Play(ref _ended);
            portion = _mine.IsShort ? 2 * portion : portion;
            return _mine.TimeAlone;
        };
    }

    public void Dispose()
    {
        _other.Prepare(null, 0);
        _go.Release();
        _thread.Join();
        _go.Dispose();
        _back.Dispose();
    }

    private void Play(Action<int> first, Action<int> second, int portion)
    {
        _mine.Prepare(first, portion);
        _other.Prepare(second, portion);
        Volatile.Write(ref _arrived, 0);
        Volatile.Write(ref _ended, false);
        _go.Release();
        Arrive();
        _mine.Play(ref _ended);
        _back.Wait();
    }

    private void Run()
    {
        while (true)
        {
            _go.Wait();
            if (!_other.IsPrepared)
            {
                return;
            }

            Arrive();
            _other.Play(ref _ended);
            _back.Release();
        }
    }

    private void Arrive()
    {
        Interlocked.Increment(ref _arrived);
        while (Volatile.Read(ref _arrived) < 2)
        {
            Thread.SpinWait(1);
        }
    }
}
