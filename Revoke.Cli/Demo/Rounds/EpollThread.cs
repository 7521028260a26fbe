using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Interop;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>A thread in epoll_wait(2) that runs an action whenever its eventfd is set.</summary>
internal sealed unsafe class EpollThread : IDisposable
{
    private const int SizeOfEpollEvent = 16; // 12 on x86-64

    private readonly SafeFileHandle _epoll = Native.Own(Libc.epoll_create1(Libc.EPOLL_CLOEXEC), "epoll_create1");
    private readonly Thread _thread;
    private Action? _action;
    private bool _stopped;

    internal EpollThread()
    {
        var happening = stackalloc byte[SizeOfEpollEvent];
        new Span<byte>(happening, SizeOfEpollEvent).Clear();
        *(uint*)happening = (uint)Libc.POLLIN;
        Native.Check(Libc.epoll_ctl(Native.Number(_epoll), Libc.EPOLL_CTL_ADD, Event.Number, happening), "epoll_ctl");
        _thread = new Thread(Run) { IsBackground = true, Name = "bare epoll" };
        _thread.Start();
    }

    internal EventFd Event { get; } = new();

    public void Dispose()
    {
        Volatile.Write(ref _action, null);
        Volatile.Write(ref _stopped, true);
        Event.Set();
        _thread.Join();
        Event.Dispose();
        _epoll.Dispose();
    }

    /// <summary>Sets what the next event runs.</summary>
    internal void Await(Action action) => Volatile.Write(ref _action, action);

    private void Run()
    {
        var happening = stackalloc byte[SizeOfEpollEvent];
        while (!Volatile.Read(ref _stopped))
        {
            if (Libc.epoll_wait(Native.Number(_epoll), happening, 1, -1) > 0)
            {
                Event.Reset();
                Volatile.Read(ref _action)?.Invoke();
            }
        }
    }
}
