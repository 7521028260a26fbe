using System.Diagnostics;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>As many awaits without the library: one eventfd, an epoll thread, and a continuation on the thread pool for each.</summary>
internal sealed class AsyncBareKind : ISleepKind
{
    private readonly EpollThread _epoll = new();
    private readonly TaskCompletionSource[] _sources;
    private readonly long[] _back;
    private readonly CountdownEvent _all;

    internal AsyncBareKind(int count)
    {
        _sources = new TaskCompletionSource[count];
        _back = new long[count];
        _all = new CountdownEvent(count);
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
        }

        _epoll.Await(WakeAll);
    }

    public void Wake() => _epoll.Event.Set();

    public long[] Finish()
    {
        _all.Wait();
        return _back;
    }

    private void WakeAll()
    {
        foreach (var source in _sources)
        {
            source.SetResult();
        }
    }

    private async Task SleepAsync(int number)
    {
        await _sources[number].Task.ConfigureAwait(false);
        _back[number] = Stopwatch.GetTimestamp();
        _all.Signal();
    }
}
