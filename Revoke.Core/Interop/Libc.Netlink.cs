using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>The kernel's uevent socket: socket(2), recvmsg(2), netlink(7), linux/netlink.h.</summary>
internal static partial class Libc
{
    internal const int AF_NETLINK = 16;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int NETLINK_KOBJECT_UEVENT = 15;

    internal const int SOL_SOCKET = 1;
    internal const int SO_RCVBUF = 8;
    internal const int SO_PASSCRED = 16;
    internal const int SO_RCVBUFFORCE = 33;
    internal const int SCM_CREDENTIALS = 2;
    internal const int MSG_TRUNC = 0x20;

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int bind(int fd, SocketAddressNetlink* address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int setsockopt(int fd, int level, int option, int* value, uint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint recvmsg(int fd, MessageHeader* message, int flags);
}
