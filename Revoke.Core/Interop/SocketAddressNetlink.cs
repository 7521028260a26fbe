using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct sockaddr_nl</c>, netlink(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketAddressNetlink
{
    public ushort nl_family;
    public ushort nl_pad;
    public uint nl_pid;
    public uint nl_groups;
}
