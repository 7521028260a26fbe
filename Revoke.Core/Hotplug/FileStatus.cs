using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Hotplug;

/// <summary>What statx(2) says of a file, as far as it tells devices and directories apart.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(int Type, ulong Inode, uint Major, uint Minor)
{
    internal static unsafe FileStatus? TryGet(int fd)
    {
        byte empty = 0;
        return TryGet(fd, &empty, Libc.AT_EMPTY_PATH);
    }

    /// <summary>Of what a path leads to, links followed; null if that is nothing.</summary>
    internal static unsafe FileStatus? TryGet(string path)
    {
        fixed (byte* name = System.Text.Encoding.UTF8.GetBytes(path + '\0'))
        {
            return TryGet(Libc.AT_FDCWD, name, 0);
        }
    }

    private static unsafe FileStatus? TryGet(int directory, byte* path, int flags)
    {
        Statx status;
        return Libc.statx(directory, path, flags, Libc.STATX_TYPE | Libc.STATX_INO, &status) == 0
            ? new FileStatus(status.stx_mode & Libc.S_IFMT, status.stx_ino, status.stx_rdev_major, status.stx_rdev_minor)
            : null;
    }
}
