using System.Runtime.InteropServices;

namespace Revoke.Lab.Guest.Interop;

/// <summary>What tells of a removal without the library: bare calls of libc.</summary>
internal static partial class Libc
{
    internal const int AF_NETLINK = 16;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int NETLINK_KOBJECT_UEVENT = 15;
    internal const int O_RDWR = 2;
    internal const int O_CLOEXEC = 0x80000;
    internal const short POLLIN = 1;
    internal const int CLOCK_THREAD_CPUTIME_ID = 3;
    internal const nuint SNDRV_CTL_IOCTL_SUBSCRIBE_EVENTS = 0xC0045516;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(int socket, in sockaddr_nl address, int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static unsafe partial nint read(int file, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int file);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(ref pollfd files, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int file, nuint request, ref int argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int clock_gettime(int clock, out timespec time);

    [StructLayout(LayoutKind.Sequential)]
    internal struct timespec
    {
        public nint tv_sec;
        public nint tv_nsec;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct sockaddr_nl
    {
        public ushort nl_family;
        public ushort nl_pad;
        public uint nl_pid;
        public uint nl_groups;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct pollfd
    {
        public int fd;
        public short events;
        public short revents;
    }
}
