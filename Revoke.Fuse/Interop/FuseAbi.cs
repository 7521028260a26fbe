namespace Revoke.Fuse.Interop;

/// <summary>The kernel's protocol, <c>linux/fuse.h</c> 7.x: the structures as they are on the wire, by the names of the header.</summary>
internal static partial class FuseAbi
{
    internal const uint FUSE_KERNEL_VERSION = 7;

    /// <summary>The newest minor version of which the host knows what changed.</summary>
    internal const uint NewestMinorVersion = 41;

    /// <summary>The oldest that has all it needs (Linux 5.4).</summary>
    internal const uint OldestMinorVersion = 31;

    internal const ulong FUSE_ROOT_ID = 1;

    internal const uint FUSE_ASYNC_READ = 1 << 0;
    internal const uint FUSE_ATOMIC_O_TRUNC = 1 << 3;
    internal const uint FUSE_BIG_WRITES = 1 << 5;
    internal const uint FUSE_HAS_IOCTL_DIR = 1 << 11;
    internal const uint FUSE_AUTO_INVAL_DATA = 1 << 12;
    internal const uint FUSE_PARALLEL_DIROPS = 1 << 18;
    internal const uint FUSE_ABORT_ERROR = 1 << 21;
    internal const uint FUSE_MAX_PAGES = 1 << 22;
    internal const uint FUSE_INIT_EXT = 1 << 30;

    /// <summary><c>FUSE_DIRECT_IO_ALLOW_MMAP</c>, which older headers do not have: bit 36, so that it stands in <c>flags2</c>.</summary>
    internal const uint DirectIoAllowMmap = 1 << 4;

    internal const uint FOPEN_DIRECT_IO = 1 << 0;
    internal const uint FOPEN_NONSEEKABLE = 1 << 2;
    internal const uint FOPEN_STREAM = 1 << 4;
    internal const uint FOPEN_NOFLUSH = 1 << 5;
    internal const uint FOPEN_PARALLEL_DIRECT_WRITES = 1 << 6;

    internal const uint FATTR_MODE = 1 << 0;
    internal const uint FATTR_UID = 1 << 1;
    internal const uint FATTR_GID = 1 << 2;
    internal const uint FATTR_SIZE = 1 << 3;
    internal const uint FATTR_ATIME = 1 << 4;
    internal const uint FATTR_MTIME = 1 << 5;
    internal const uint FATTR_FH = 1 << 6;
    internal const uint FATTR_ATIME_NOW = 1 << 7;
    internal const uint FATTR_MTIME_NOW = 1 << 8;

    internal const uint FUSE_WRITE_CACHE = 1 << 0;
    internal const uint FUSE_GETATTR_FH = 1 << 0;
    internal const uint FUSE_FSYNC_FDATASYNC = 1 << 0;
    internal const uint FUSE_POLL_SCHEDULE_NOTIFY = 1 << 0;
    internal const uint FUSE_IOCTL_COMPAT = 1 << 0;
    internal const uint FUSE_IOCTL_DIR = 1 << 4;

    /// <summary>The least that a read of requests has to have room for.</summary>
    internal const int FUSE_MIN_READ_BUFFER = 8192;
}
