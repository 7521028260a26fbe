using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>A thread in epoll_wait(2) for waits that are registered each on its own, all for the same eventfd.</summary>
internal sealed unsafe class EpollThread : IDisposable
{
    private readonly SafeFileHandle _epoll = Native.Own(Libc.epoll_create1(Libc.EPOLL_CLOEXEC), "epoll_create1");
    private readonly SafeFileHandle[] _registered;
    private readonly Action<int> _ready;
    private readonly Thread _thread;

    /// <summary>Starts it.</summary>
    /// <param name="count">How many waits; one more is the end.</param>
    /// <param name="ready">Told the number of a wait that has ended.</param>
    internal EpollThread(int count, Action<int> ready)
    {
        _ready = ready;

        // epoll takes a descriptor once: each wait has a duplicate.
        _registered = [.. Enumerable.Range(0, count + 1).Select(_ => Event.Duplicate())];
        for (var i = 0; i < _registered.Length; i++)
        {
            Control(Libc.EPOLL_CTL_ADD, i, 0);
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "bare epoll" };
        _thread.Start();
    }

    internal EventFd Event { get; } = new();

    public void Dispose()
    {
        Arm(_registered.Length - 1);
        Event.Set();
        _thread.Join();
        Array.ForEach(_registered, static handle => handle.Dispose());
        Event.Dispose();
        _epoll.Dispose();
    }

    /// <summary>Begins a wait, which ends once.</summary>
    internal void Arm(int number) => Control(Libc.EPOLL_CTL_MOD, number, (uint)Libc.POLLIN | DeviceLibc.EPOLLONESHOT);

    private void Control(int operation, int number, uint events)
    {
        var happening = stackalloc byte[EpollEvent.MaxSize];
        EpollEvent.Write(happening, events, (ulong)number);
        Native.Check(Libc.epoll_ctl(Native.Number(_epoll), operation, Native.Number(_registered[number]), happening), "epoll_ctl");
    }

    private void Run()
    {
        var capacity = _registered.Length;
        var happenings = stackalloc byte[EpollEvent.MaxSize * capacity];
        while (true)
        {
            var count = Libc.epoll_wait(Native.Number(_epoll), happenings, capacity, -1);
            for (var i = 0; i < count; i++)
            {
                var number = (int)EpollEvent.Read(happenings + (i * EpollEvent.Size)).Data;
                if (number == capacity - 1)
                {
                    return;
                }

                _ready(number);
            }
        }
    }
}
