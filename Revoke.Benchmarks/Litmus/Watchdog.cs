namespace Revoke.Benchmarks.Litmus;

/// <summary>Ends a run that stands still.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _disposed = new();
    private readonly Thread _thread;
    private readonly int _patience;
    private readonly Action<string> _bark;
    private Func<string> _describe = static () => "before the first step";
    private long _steps;

    /// <summary>Begins to watch.</summary>
    /// <param name="patience">How long nothing may happen; counted in looks, so that a process that was stopped is not taken for hung.</param>
    /// <param name="bark">Is told where it stands still, once, on the watchdog's own thread.</param>
    internal Watchdog(TimeSpan patience, Action<string> bark)
    {
        _patience = (int)Math.Ceiling(patience / s_interval);
        _bark = bark;
        _thread = new Thread(Watch) { IsBackground = true, Name = "watchdog" };
        _thread.Start();
    }

    /// <summary>What it will say of a step that does not end.</summary>
    internal void Enter(Func<string> describe) => Volatile.Write(ref _describe, describe);

    /// <summary>Something has happened.</summary>
    internal void Step() => Interlocked.Increment(ref _steps);

    /// <summary>Waits until it has stopped watching.</summary>
    public void Dispose()
    {
        _disposed.Set();
        _thread.Join();
        _disposed.Dispose();
    }

    private void Watch()
    {
        var (seen, looks) = (-1L, 0);
        while (!_disposed.Wait(s_interval))
        {
            var steps = Interlocked.Read(ref _steps);
            looks = steps == seen ? looks + 1 : 0;
            seen = steps;
            if (looks >= _patience)
            {
                _bark(Volatile.Read(ref _describe)());
                return;
            }
        }
    }
}
