using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>Tap devices (linux/if_tun.h) and what deletes them (rtnetlink(7)).</summary>
internal static partial class DeviceLibc
{
    internal const nuint TUNSETIFF = 0x400454CA;
    internal const short IFF_TAP = 2;
    internal const short IFF_MULTI_QUEUE = 0x100;
    internal const short IFF_NO_PI = 0x1000;
    internal const int IFNAMSIZ = 16;
    internal const int SizeOfIfreq = 40;

    internal const int AF_NETLINK = 16;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int NETLINK_ROUTE = 0;
    internal const ushort RTM_DELLINK = 17;
    internal const ushort NLM_F_REQUEST = 1;
    internal const ushort NLM_F_ACK = 4;
    internal const ushort NLMSG_ERROR = 2;

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint if_nametoindex(string name);
}
