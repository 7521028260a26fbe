using System.Runtime.InteropServices;

namespace Revoke.Tests.Support;

/// <summary>Bare polls, and calls on bare descriptors of attributes.</summary>
internal static partial class Native
{
    internal const short POLLPRI = 2;
    internal const short POLLERR = 8;

    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;

    internal const int ENOENT = 2;
    internal const int EFAULT = 14;
    internal const int EFBIG = 27;

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int ppoll(PollEntry* entries, nuint count, long* timeout, void* signalMask);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_ctl(int epoll, int operation, int fd, void* happening);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int epoll_wait(int epoll, void* happenings, int capacity, int timeoutMilliseconds);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial long lseek(int fd, long offset, int whence);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int openat(int directory, string path, int flags, uint mode);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Seen;
    }
}
