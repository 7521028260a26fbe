using System.Text;
using Revoke.Interop;

namespace Revoke.Cli.Doctor;

/// <summary>Device nodes on the disk.</summary>
internal static unsafe class DeviceNodes
{
    private static readonly EnumerationOptions s_everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 2,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Directory | FileAttributes.ReparsePoint,
    };

    /// <summary>To which groups character devices are given, and how many to each; those open to everybody do not count.</summary>
    internal static Dictionary<uint, int> Groups(string root)
    {
        var groups = new Dictionary<uint, int>();
        foreach (var path in Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", s_everywhere) : [])
        {
            if (TryStat(path, out var status) && (status.stx_mode & Libc.S_IFMT) == Libc.S_IFCHR && IsForGroup((UnixFileMode)(status.stx_mode & 0xFFF)))
            {
                groups[status.stx_gid] = groups.GetValueOrDefault(status.stx_gid) + 1;
            }
        }

        return groups;
    }

    private static bool IsForGroup(UnixFileMode mode) => mode.HasFlag(UnixFileMode.GroupRead) && !mode.HasFlag(UnixFileMode.OtherRead);

    private static bool TryStat(string path, out Statx status)
    {
        fixed (byte* start = Encoding.UTF8.GetBytes(path + '\0'))
        fixed (Statx* result = &status)
        {
            return Libc.statx(-1, start, 0, Libc.STATX_TYPE | Libc.STATX_MODE | Libc.STATX_GID, result) == 0;
        }
    }
}
