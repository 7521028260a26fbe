using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct ifinfomsg</c>, rtnetlink(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkInfo
{
    internal byte ifi_family;
    internal byte padding;
    internal ushort ifi_type;
    internal int ifi_index;
    internal uint ifi_flags;
    internal uint ifi_change;
}
