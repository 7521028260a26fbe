using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct sockaddr_ll</c>, packet(7), without the hardware address.</summary>
[StructLayout(LayoutKind.Sequential, Size = 20)]
internal struct PacketAddress
{
    internal ushort sll_family;
    internal ushort sll_protocol;
    internal int sll_ifindex;
}
