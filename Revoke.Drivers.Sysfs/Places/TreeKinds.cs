namespace Revoke.Drivers.Sysfs;

internal static class TreeKinds
{
    private static readonly HashSet<string> s_disks =
        new(["btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "overlayfs", "ramfs", "tmpfs", "xfs", "zfs"], StringComparer.Ordinal);

    /// <summary>The kind of what is mounted at a path; <see cref="TreeKind.Kernel"/> if that cannot be found out.</summary>
    internal static TreeKind Of(string path)
    {
        try
        {
            var format = new DriveInfo(path).DriveFormat;
            return s_disks.Contains(format) ? TreeKind.Disk
                : string.Equals(format, "proc", StringComparison.Ordinal) ? TreeKind.Proc
                : TreeKind.Kernel;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return TreeKind.Kernel;
        }
    }
}
