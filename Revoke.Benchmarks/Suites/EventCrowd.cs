using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites;

/// <summary>
/// The least there is to an asynchronous wake: a write to an eventfd, a thread in <c>epoll_wait</c> that reads it, and a continuation on
/// the pool. As many pool items write as there are waiters.
/// </summary>
internal sealed class EventCrowd : IDisposable
{
    private const int Batch = 64;

    private readonly OwnedDescriptor _epoll = Own(Libc.epoll_create1(Libc.EPOLL_CLOEXEC));
    private readonly OwnedDescriptor[] _events;
    private readonly TaskCompletionSource[] _sources;
    private readonly CountdownEvent _done;
    private readonly Thread _thread;
    private volatile bool _stop;

    internal unsafe EventCrowd(int size)
    {
        _done = new CountdownEvent(2 * size);
        _sources = new TaskCompletionSource[size];
        _events = [.. Enumerable.Range(0, size).Select(_ => Own(Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK)))];
        var happening = stackalloc byte[EpollEvent.MaxSize];
        for (var i = 0; i < size; i++)
        {
            EpollEvent.Write(happening, (uint)Libc.POLLIN, (ulong)i);
            Check(Libc.epoll_ctl(_epoll.Number, Libc.EPOLL_CTL_ADD, _events[i].Number, happening));
        }

        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The longest that a wake of all has taken.</summary>
    internal TimeSpan Slowest { get; private set; }

    /// <summary>Wakes all of them once.</summary>
    /// <returns>From the first item queued until every write had returned and every waiter had gone on.</returns>
    internal TimeSpan Wake()
    {
        _done.Reset();
        for (var i = 0; i < _events.Length; i++)
        {
            _sources[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = AwaitAsync(_sources[i].Task);
        }

        var start = TimeProvider.System.GetTimestamp();
        foreach (var descriptor in _events)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Ring(descriptor);
                    _done.Signal();
                },
                null);
        }

        _done.Wait();
        var took = TimeProvider.System.GetElapsedTime(start);
        Slowest = took > Slowest ? took : Slowest;
        return took;
    }

    public void Dispose()
    {
        _stop = true;
        Ring(_events[0]);
        _thread.Join();
        _epoll.Dispose();
        _done.Dispose();
        Array.ForEach(_events, static descriptor => descriptor.Dispose());
    }

    private async Task AwaitAsync(Task wake)
    {
        await wake.ConfigureAwait(false);
        _done.Signal();
    }

    private unsafe void Run()
    {
        var happenings = stackalloc byte[EpollEvent.MaxSize * Batch];
        ulong count;
        while (!_stop)
        {
            var ready = Libc.epoll_wait(_epoll.Number, happenings, Batch, -1);
            for (var i = 0; i < ready && !_stop; i++)
            {
                var (_, index) = EpollEvent.Read(happenings + (i * EpollEvent.Size));
                _ = Libc.read(_events[index].Number, (byte*)&count, sizeof(ulong));
                _sources[index].SetResult();
            }
        }
    }

    private static unsafe void Ring(OwnedDescriptor descriptor)
    {
        ulong one = 1;
        Check((int)Libc.write(descriptor.Number, (byte*)&one, sizeof(ulong)));
    }

    private static OwnedDescriptor Own(int fd) => new(Check(fd));

    private static int Check(int result) => result >= 0 ? result : throw new IOException($"errno {Errno.Last}");
}
