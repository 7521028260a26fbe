using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>Tap devices (linux/if_tun.h), links (rtnetlink(7), linux/if_link.h) and packets (packet(7)).</summary>
internal static partial class DeviceLibc
{
    internal const nuint TUNSETIFF = 0x400454CA;
    internal const nuint TUNSETQUEUE = 0x400454D9;
    internal const short IFF_TAP = 2;
    internal const short IFF_MULTI_QUEUE = 0x100;
    internal const short IFF_DETACH_QUEUE = 0x400;
    internal const short IFF_NO_PI = 0x1000;
    internal const int IFNAMSIZ = 16;
    internal const int SizeOfIfreq = 40;

    internal const int AF_PACKET = 17;
    internal const int SOCK_RAW = 3;

    internal const int NETLINK_ROUTE = 0;
    internal const ushort RTM_NEWLINK = 16;
    internal const ushort RTM_DELLINK = 17;
    internal const ushort NLM_F_REQUEST = 1;
    internal const ushort NLM_F_ACK = 4;
    internal const ushort NLM_F_EXCL = 0x200;
    internal const ushort NLM_F_CREATE = 0x400;
    internal const ushort IFLA_IFNAME = 3;
    internal const ushort IFLA_LINKINFO = 18;
    internal const ushort IFLA_GROUP = 27;
    internal const ushort IFLA_INFO_KIND = 1;
    internal const ushort IFLA_INFO_DATA = 2;
    internal const ushort VETH_INFO_PEER = 1;
    internal const uint IFF_UP = 1;

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint if_nametoindex(string name);
}
