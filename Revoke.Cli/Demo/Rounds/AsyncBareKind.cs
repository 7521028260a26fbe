using System.Diagnostics;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>As many awaits without the library: each waits for the same eventfd, woken by one write, through epoll(7) and a continuation on the thread pool.</summary>
internal sealed class AsyncBareKind : ISleepKind
{
    private readonly EpollThread _epoll;
    private readonly TaskCompletionSource[] _sources;
    private readonly long[] _back;
    private readonly CountdownEvent _all;

    internal AsyncBareKind(int count)
    {
        _sources = new TaskCompletionSource[count];
        _back = new long[count];
        _all = new CountdownEvent(count);
        _epoll = new EpollThread(count, number => _sources[number].SetResult());
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _all.Dispose();
    }

    public void Prepare()
    {
        _all.Reset();
        for (var i = 0; i < _sources.Length; i++)
        {
            _sources[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = SleepAsync(i);
            _epoll.Arm(i);
        }
    }

    public void Wake() => _epoll.Event.Set();

    public long[] Finish()
    {
        _all.Wait();
        _epoll.Event.Reset();
        return _back;
    }

    private async Task SleepAsync(int number)
    {
        await _sources[number].Task;
        _back[number] = Stopwatch.GetTimestamp();
        _all.Signal();
    }
}
