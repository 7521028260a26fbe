using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>poll(2), eventfd(2) and epoll(7).</summary>
internal static partial class Libc
{
    internal const short POLLIN = 1;
    internal const short POLLPRI = 2;

    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;

    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_MOD = 3;
    internal const uint EPOLLIN = 1;
    internal const uint EPOLLONESHOT = 1u << 30;

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int ppoll(PollFd* descriptors, nuint count, void* timeout, void* signalMask);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_ctl(int epoll, int operation, int fd, void* happening);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_wait(int epoll, void* happenings, int capacity, int timeoutMilliseconds);
}
