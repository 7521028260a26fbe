using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>poll(2), eventfd(2) and epoll(7).</summary>
internal static partial class Libc
{
    internal const short POLLIN = 1;
    internal const short POLLPRI = 2;
    internal const short POLLOUT = 4;
    internal const short POLLERR = 8;
    internal const short POLLHUP = 16;
    internal const short POLLNVAL = 32;

    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;

    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;
    internal const uint EPOLLET = 1u << 31;

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int ppoll(PollFd* descriptors, nuint count, TimeSpec* timeout, void* signalMask);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_ctl(int epoll, int operation, int fd, void* happening);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_wait(int epoll, void* happenings, int capacity, int timeoutMilliseconds);
}
