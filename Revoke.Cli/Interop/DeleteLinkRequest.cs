using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct nlmsghdr</c> (netlink(7)) and <c>struct ifinfomsg</c> (rtnetlink(7)) in one message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DeleteLinkRequest
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
    internal byte ifi_family;
    internal byte padding;
    internal ushort ifi_type;
    internal int ifi_index;
    internal uint ifi_flags;
    internal uint ifi_change;
}
