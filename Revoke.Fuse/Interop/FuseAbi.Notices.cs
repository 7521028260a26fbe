using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>What the host tells unasked.</content>
internal static partial class FuseAbi
{
    /// <summary>Who polls is to look again.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_notify_poll_wakeup_out
    {
        public ulong kh;
    }

    /// <summary>Pages and attributes in the cache are out of date.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_notify_inval_inode_out
    {
        public ulong ino;
        public long off;
        public long len;
    }

    /// <summary>A name leads elsewhere; it follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_notify_inval_entry_out
    {
        public ulong parent;
        public uint namelen;
        public uint flags;
    }
}
