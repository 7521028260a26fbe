using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary>What waiting for several descriptors needs of libc.</summary>
internal static unsafe partial class Libc
{
    private const int F_DUPFD_CLOEXEC = 1030;
    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EPOLL_CTL_ADD = 1;

    /// <summary>Another descriptor of the same open file.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    internal static SafeFileHandle Duplicate(int descriptor, string name)
    {
        var copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        return copy >= 0 ? new SafeFileHandle(copy, ownsHandle: true) : throw AlsaErrors.ToException(Marshal.GetLastPInvokeError(), "duplicate a descriptor of", name);
    }

    /// <summary>An epoll without members.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    internal static SafeFileHandle CreateEpoll(string name)
    {
        var created = epoll_create1(EPOLL_CLOEXEC);
        return created >= 0 ? new SafeFileHandle(created, ownsHandle: true) : throw AlsaErrors.ToException(Marshal.GetLastPInvokeError(), "gather the descriptors of", name);
    }

    /// <summary>False if it is one that epoll does not take, which is ready always.</summary>
    internal static bool TryAdd(SafeFileHandle epoll, SafeFileHandle descriptor, uint events)
    {
        // The kernel's layout is packed on x86-64, with the events first everywhere; the rest of it is not used.
        var added = stackalloc uint[4];
        added[0] = events;
        return epoll_ctl((int)epoll.DangerousGetHandle(), EPOLL_CTL_ADD, (int)descriptor.DangerousGetHandle(), added) == 0;
    }

    [LibraryImport("libc")]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int descriptor, uint* wanted);
}
