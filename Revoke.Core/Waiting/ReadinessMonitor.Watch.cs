using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Waiting;

internal sealed unsafe partial class ReadinessMonitor
{
    /// <summary>Reports every edge until the watch is disposed, on a duplicate of the descriptor, whose number is the watch's own.</summary>
    /// <returns>The watch; <see langword="null"/> with the error if it cannot be watched.</returns>
    internal IDisposable? TryWatch(int descriptor, PollEvents events, FasyncCallback callback, out int errno)
    {
        var duplicate = Libc.fcntl(descriptor, Libc.F_DUPFD_CLOEXEC, 0);
        errno = Errno.Last;
        if (duplicate < 0)
        {
            return null;
        }

        var watch = new Watch(this, new OwnedDescriptor(duplicate));
        using var guard = UninterruptedLock.Take(_registrations);
        var registration = new Registration(duplicate, ++_lastCookie, callback);
        if (Control(Libc.EPOLL_CTL_ADD, registration, (uint)events | Libc.EPOLLET) != 0)
        {
            errno = Errno.Last;
            watch.Descriptor.Dispose();
            return null;
        }

        _registrations.Add(duplicate, registration);
        return watch;
    }

    private sealed class Watch(ReadinessMonitor monitor, OwnedDescriptor descriptor) : IDisposable
    {
        internal OwnedDescriptor Descriptor => descriptor;

        public void Dispose()
        {
            using (UninterruptedLock.Take(monitor._registrations))
            {
                if (!monitor._registrations.Remove(descriptor.Number, out var registration))
                {
                    return;
                }

                Ignore(monitor.Control(Libc.EPOLL_CTL_DEL, registration, 0));
            }

            descriptor.Dispose();
        }
    }
}
