using System.Runtime.InteropServices;

namespace Revoke.Tests.Support;

/// <summary>The tests' own calls of the C library: what makes the things the library is pointed at.</summary>
internal static partial class Native
{
    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 1;
    internal const int O_RDWR = 2;
    internal const int O_NOCTTY = 0x100;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int O_PATH = 0x200000;
    internal const int O_DIRECTORY = 0x10000;

    internal const int F_DUPFD = 0;
    internal const int F_GETFL = 3;

    internal const int AF_UNIX = 1;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_SEQPACKET = 5;
    internal const int SOCK_CLOEXEC = 0x80000;

    internal const uint IN_CREATE = 0x100;

    internal const nuint TIOCGEXCL = 0x80045440;
    internal const nuint TIOCGPTN = 0x80045430;
    internal const nuint FIONREAD = 0x541B;
    internal const nuint TUNSETIFF = 0x400454CA;
    internal const nuint VT_ACTIVATE = 0x5606;
    internal const nuint VT_WAITACTIVE = 0x5607;

    internal const int EIO = 5;
    internal const int EBADF = 9;
    internal const int EAGAIN = 11;
    internal const int EACCES = 13;
    internal const int EBUSY = 16;
    internal const int ENODEV = 19;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int EMFILE = 24;
    internal const int ENOTTY = 25;
    internal const int ESPIPE = 29;
    internal const int EPIPE = 32;

    internal const int MSG_DONTWAIT = 0x40;

    internal const int RLIMIT_NOFILE = 7;

    internal const int CLONE_NEWNS = 0x20000;
    internal const nuint MS_REC = 0x4000;
    internal const nuint MS_PRIVATE = 0x40000;
    internal const int MNT_DETACH = 2;

    private const string Library = "libc";

    /// <summary>The number of ppoll(2): what /proc/self/task/N/syscall says of a sleeping thread.</summary>
    internal static string PpollNumber => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "271" : "73";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int dup(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fcntl(int fd, int command, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint read(int fd, ref byte buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint write(int fd, ref readonly byte buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint send(int fd, ref readonly byte buffer, nuint count, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ioctl(int fd, nuint request, ref byte argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int ioctl_number(int fd, nuint request, nint argument);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkfifo(string path, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mknod(string path, uint mode, ulong device);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int pipe2(int* descriptors, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int socketpair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int posix_openpt(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int grantpt(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int unlockpt(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int inotify_init1(int flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int inotify_add_watch(int fd, string path, uint mask);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library)]
    internal static partial int gettid();

    [LibraryImport(Library)]
    internal static partial uint geteuid();

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int seteuid(uint user);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int unshare(int flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mount(string source, string target, string? type, nuint flags, nint data);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int umount2(string target, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int setrlimit(int resource, ulong* limits);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint sendto(int fd, byte* buffer, nuint length, int flags, Revoke.Interop.SocketAddressNetlink* address, uint addressLength);
}
