using System.Globalization;
using Revoke.Errors;
using Revoke.Fuse.Interop;
using Revoke.Interop;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file or directory of the real tree, held by a descriptor that opens nothing (O_PATH): whatever has its name by now, it is this one.</summary>
internal sealed unsafe class PathEntry : IDisposable
{
    private const uint Wanted = 0x7FF; // STATX_BASIC_STATS

    private const int SymbolicLink = 0xA000; // S_IFLNK

    private readonly OwnedDescriptor _descriptor;

    private PathEntry(OwnedDescriptor descriptor, string path, Statx status)
    {
        (_descriptor, Path) = (descriptor, path);
        Identity = (status.stx_dev_major, status.stx_dev_minor, status.stx_ino);
        Type = status.stx_mode & Libc.S_IFMT;
    }

    internal string Path { get; }

    internal int Number => _descriptor.Number;

    internal int Type { get; }

    internal (uint Major, uint Minor, ulong Inode) Identity { get; }

    /// <summary>By which it is opened, or listed.</summary>
    internal string Link => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_descriptor.Number}");

    internal static PathEntry Open(string path) => TryOpen(Libc.AT_FDCWD, path, path, 0) ?? throw Errno.ToOpenException(Errno.ENOENT, path);

    /// <summary>An entry of this directory; null if there is none, or it is a symbolic link.</summary>
    internal PathEntry? TryOpen(string name) => TryOpen(_descriptor.Number, name, $"{Path}/{name}", FuseLibc.O_NOFOLLOW);

    internal object CreateSource(RevokeScope scope, FuseFileOptions options) =>
        Type == Libc.S_IFDIR ? new PathDirectory(scope, this, options) : new PathFile(scope, this, options);

    /// <summary>Owner, permissions, size and times as they are now.</summary>
    internal void Describe(ref fuse_attr attributes)
    {
        Statx status;
        byte empty = 0;
        if (Libc.statx(_descriptor.Number, &empty, Libc.AT_EMPTY_PATH, Wanted, &status) != 0)
        {
            throw Errno.ToException(Errno.Last, "statx", $"'{Path}'");
        }

        attributes.mode = (attributes.mode & Libc.S_IFMT) | (uint)(status.stx_mode & ~Libc.S_IFMT);
        attributes.uid = status.stx_uid;
        attributes.gid = status.stx_gid;
        attributes.nlink = status.stx_nlink;
        if (Type is Libc.S_IFREG or Libc.S_IFDIR)
        {
            attributes.size = status.stx_size;
            attributes.blocks = status.stx_blocks;
        }

        (attributes.atime, attributes.atimensec) = ((ulong)status.stx_atime_sec, status.stx_atime_nsec);
        (attributes.mtime, attributes.mtimensec) = ((ulong)status.stx_mtime_sec, status.stx_mtime_nsec);
        (attributes.ctime, attributes.ctimensec) = ((ulong)status.stx_ctime_sec, status.stx_ctime_nsec);
    }

    public void Dispose() => _descriptor.Dispose();

    private static PathEntry? TryOpen(int directory, string name, string path, int flags)
    {
        var number = Libc.openat(directory, name, Libc.O_PATH | Libc.O_CLOEXEC | flags, 0);
        if (number < 0)
        {
            return Errno.Last is Errno.ENOENT or Errno.ENOTDIR ? null : throw Errno.ToOpenException(Errno.Last, path);
        }

        var descriptor = new OwnedDescriptor(number);
        Statx status;
        byte empty = 0;
        if (Libc.statx(number, &empty, Libc.AT_EMPTY_PATH, Wanted, &status) == 0 && (status.stx_mode & Libc.S_IFMT) != SymbolicLink)
        {
            return new PathEntry(descriptor, path, status);
        }

        descriptor.Dispose();
        return null;
    }
}
