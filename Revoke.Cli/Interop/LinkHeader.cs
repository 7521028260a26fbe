using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct nlmsghdr</c> (netlink(7)) and <c>struct ifinfomsg</c> (rtnetlink(7)): how every message about a link begins.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkHeader
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
    internal LinkInfo info;
}
