namespace Revoke.Benchmarks.Suites;

/// <summary>A thread that goes to sleep when told, and notes when it is awake again.</summary>
internal sealed class SleepingThread : IDisposable
{
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _back = new(0);
    private readonly Thread _thread;
    private volatile string? _status;
    private volatile bool _isGoing;
    private Action? _sleep;
    private long _woken;

    internal SleepingThread()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Lets the thread sleep, and wakes it once it does.</summary>
    /// <returns>From the begin of <paramref name="wake"/> until <paramref name="sleep"/> has returned.</returns>
    internal TimeSpan Wake(Action sleep, Action wake)
    {
        _isGoing = false;
        _sleep = sleep;
        _go.Release();
        while (!_isGoing || !IsAsleep())
        {
            Thread.Yield();
        }

        var start = TimeProvider.System.GetTimestamp();
        wake();
        _back.Wait();
        return TimeProvider.System.GetElapsedTime(start, _woken);
    }

    public void Dispose()
    {
        _sleep = null;
        _go.Release();
        _thread.Join();
        _go.Dispose();
        _back.Dispose();
    }

    private void Run()
    {
        // proc(5): "PID/task/TID".
        _status = $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/stat";
        while (true)
        {
            _go.Wait();
            if (_sleep is not { } sleep)
            {
                return;
            }

            _isGoing = true;
            sleep();
            _woken = TimeProvider.System.GetTimestamp();
            _back.Release();
        }
    }

    // proc(5): the state is the letter after the name in parentheses.
    private bool IsAsleep() => File.ReadAllText(_status!).Contains(") S ", StringComparison.Ordinal);
}
