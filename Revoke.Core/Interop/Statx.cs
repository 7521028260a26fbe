using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>The fields of <c>struct statx</c> that are used; unlike <c>struct stat</c> its layout is the same on every architecture, statx(2).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    [FieldOffset(16)] public uint stx_nlink;
    [FieldOffset(20)] public uint stx_uid;
    [FieldOffset(24)] public uint stx_gid;
    [FieldOffset(28)] public ushort stx_mode;
    [FieldOffset(32)] public ulong stx_ino;
    [FieldOffset(40)] public ulong stx_size;
    [FieldOffset(48)] public ulong stx_blocks;
    [FieldOffset(64)] public long stx_atime_sec;
    [FieldOffset(72)] public uint stx_atime_nsec;
    [FieldOffset(96)] public long stx_ctime_sec;
    [FieldOffset(104)] public uint stx_ctime_nsec;
    [FieldOffset(112)] public long stx_mtime_sec;
    [FieldOffset(120)] public uint stx_mtime_nsec;
    [FieldOffset(128)] public uint stx_rdev_major;
    [FieldOffset(132)] public uint stx_rdev_minor;
    [FieldOffset(136)] public uint stx_dev_major;
    [FieldOffset(140)] public uint stx_dev_minor;
}
