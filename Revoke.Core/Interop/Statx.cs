using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>The fields of <c>struct statx</c> that are used; unlike <c>struct stat</c> its layout is the same on every architecture, statx(2).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    [FieldOffset(24)] public uint stx_gid;
    [FieldOffset(28)] public ushort stx_mode;
    [FieldOffset(32)] public ulong stx_ino;
    [FieldOffset(40)] public ulong stx_size;
    [FieldOffset(128)] public uint stx_rdev_major;
    [FieldOffset(132)] public uint stx_rdev_minor;
}
