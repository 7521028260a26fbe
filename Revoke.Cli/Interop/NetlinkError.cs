using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct nlmsghdr</c> and the number that begins <c>struct nlmsgerr</c>, netlink(7): 0, or an error number negated.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkError
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
    internal int error;
}
