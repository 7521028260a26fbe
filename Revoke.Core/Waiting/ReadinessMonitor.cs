using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Waiting;

/// <summary>
/// Tells asynchronous sleepers that a descriptor is ready: one epoll(7) instance and one thread for the process. The only place
/// that knows how readiness is learnt.
/// </summary>
/// <remarks>
/// A descriptor is registered once however many sleep for it, for what they all wait for together, and only while somebody does;
/// each sleeper keeps it open. So a number is never reused under a registration, and epoll never reports one that is closed.
/// </remarks>
internal sealed unsafe partial class ReadinessMonitor
{
    private const int Batch = 64;

    private static readonly object s_sync = new();
    private static ReadinessMonitor? s_shared;

    private readonly Dictionary<int, Registration> _registrations = [];
    private readonly int _epoll;
    private uint _lastCookie;

    private ReadinessMonitor()
    {
        _epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
        if (_epoll < 0)
        {
            throw Errno.ToException(Errno.Last, "epoll_create1", "for asynchronous waits");
        }

        try
        {
            new Thread(Run) { IsBackground = true, Name = "Revoke readiness" }.UnsafeStart();
        }
        catch
        {
            Ignore(Libc.close(_epoll));
            throw;
        }
    }

    /// <summary>The one of the process. If it cannot be made now, for want of a descriptor, the next wait tries again.</summary>
    internal static ReadinessMonitor Shared
    {
        get
        {
            if (Volatile.Read(ref s_shared) is { } shared)
            {
                return shared;
            }

            using var guard = UninterruptedLock.Take(s_sync);
            if (s_shared is null)
            {
                Volatile.Write(ref s_shared, new ReadinessMonitor());
            }

            return s_shared!;
        }
    }

    /// <summary>
    /// Whether the sleeper has to wait. What epoll does not take (regular files and the like) is always readable and writable, and
    /// never anything else: false for the one, nobody to report the other.
    /// </summary>
    /// <exception cref="IOException">epoll refuses the descriptor for another reason: it is closed, or a limit is reached.</exception>
    internal bool TryAdd(AsyncWaiter waiter, int descriptor, PollEvents events)
    {
        using var guard = UninterruptedLock.Take(_registrations);
        if (_registrations.TryGetValue(descriptor, out var registration))
        {
            registration.Sleepers.Add(waiter, events);
            RearmUnsynchronized(registration, registration.Armed | (uint)events);
            return true;
        }

        registration = new Registration(descriptor, ++_lastCookie, callback: null);
        registration.Sleepers.Add(waiter, events);
        return TryRegisterUnsynchronized(registration, (uint)events) || (events & (PollEvents.In | PollEvents.Out)) == PollEvents.None;
    }

    internal void Remove(AsyncWaiter waiter, int descriptor)
    {
        using var guard = UninterruptedLock.Take(_registrations);
        if (_registrations.TryGetValue(descriptor, out var registration) && registration.Sleepers.Remove(waiter))
        {
            // What only this one waited for stays armed: if it comes, Report finds nobody, and arms what is left.
            RearmUnsynchronized(registration, registration.Armed);
        }
    }

    private static void Ignore(int result) => _ = result;

    private bool TryRegisterUnsynchronized(Registration registration, uint events)
    {
        if (Control(Libc.EPOLL_CTL_ADD, registration, events) == 0)
        {
            registration.Armed = events;
            _registrations.Add(registration.Descriptor, registration);
            return true;
        }

        return Errno.Last == Errno.EPERM ? false : throw Errno.ToException(Errno.Last, "epoll_ctl", $"descriptor {registration.Descriptor}");
    }

    /// <summary>Registers these events; nothing if nobody is left.</summary>
    private void RearmUnsynchronized(Registration registration, uint events)
    {
        if (registration.Sleepers.Count == 0)
        {
            _registrations.Remove(registration.Descriptor);
            Ignore(Control(Libc.EPOLL_CTL_DEL, registration, 0)); // the sleeper keeps it open; if somebody closed the number behind its back, it is gone already
        }
        else if (events != registration.Armed)
        {
            registration.Armed = events;
            Ignore(Control(Libc.EPOLL_CTL_MOD, registration, events));
        }
    }

    private int Control(int operation, Registration registration, uint events)
    {
        var happening = stackalloc byte[EpollEvent.MaxSize];
        EpollEvent.Write(happening, events, registration.Key);
        return Libc.epoll_ctl(_epoll, operation, registration.Descriptor, happening);
    }

    private void Run()
    {
        var happenings = stackalloc byte[EpollEvent.MaxSize * Batch];
        var ready = new List<AsyncWaiter>();
        while (true)
        {
            var count = Libc.epoll_wait(_epoll, happenings, Batch, -1);
            for (var i = 0; i < count; i++)
            {
                var (events, key) = EpollEvent.Read(happenings + (i * EpollEvent.Size));
                Report(key, (PollEvents)events, ready);
            }
        }
    }

    private void Report(ulong key, PollEvents events, List<AsyncWaiter> ready)
    {
        FasyncCallback? callback;
        using (UninterruptedLock.Take(_registrations))
        {
            // The cookie tells this registration from a later one of the same number.
            if (!_registrations.TryGetValue((int)(uint)key, out var registration) || registration.Key != key)
            {
                return;
            }

            callback = registration.Callback;
            if (callback is null)
            {
                registration.TakeReady(events, ready);
                RearmUnsynchronized(registration, registration.Wanted);
            }
        }

        callback?.Invoke(events);
        foreach (var waiter in ready)
        {
            waiter.TrySettle(WakeCause.Ready);
        }

        ready.Clear();
    }
}
