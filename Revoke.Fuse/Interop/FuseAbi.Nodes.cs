using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>Nodes and their names.</content>
internal static partial class FuseAbi
{
    /// <summary>What stat(2) tells of a node.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_attr
    {
        public ulong ino;
        public ulong size;
        public ulong blocks;
        public ulong atime;
        public ulong mtime;
        public ulong ctime;
        public uint atimensec;
        public uint mtimensec;
        public uint ctimensec;
        public uint mode;
        public uint nlink;
        public uint uid;
        public uint gid;
        public uint rdev;
        public uint blksize;
        public uint flags;
    }

    /// <summary>A node that was looked up or made.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_entry_out
    {
        public ulong nodeid;
        public ulong generation;
        public ulong entry_valid;
        public ulong attr_valid;
        public uint entry_valid_nsec;
        public uint attr_valid_nsec;
        public fuse_attr attr;
    }

    /// <summary>The attributes of a node.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_attr_out
    {
        public ulong attr_valid;
        public uint attr_valid_nsec;
        public uint dummy;
        public fuse_attr attr;
    }

    /// <summary>Asks for attributes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_getattr_in
    {
        public uint getattr_flags;
        public uint dummy;
        public ulong fh;
    }

    /// <summary>Changes those of which <c>valid</c> has the bit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_setattr_in
    {
        public uint valid;
        public uint padding;
        public ulong fh;
        public ulong size;
        public ulong lock_owner;
        public ulong atime;
        public ulong mtime;
        public ulong ctime;
        public uint atimensec;
        public uint mtimensec;
        public uint ctimensec;
        public uint mode;
        public uint unused4;
        public uint uid;
        public uint gid;
        public uint unused5;
    }

    /// <summary>So many look-ups are forgotten.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_forget_in
    {
        public ulong nlookup;
    }

    /// <summary>The same, of one of several nodes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_forget_one
    {
        public ulong nodeid;
        public ulong nlookup;
    }

    /// <summary>How many of those follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_batch_forget_in
    {
        public uint count;
        public uint dummy;
    }

    /// <summary>The name follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_mknod_in
    {
        public uint mode;
        public uint rdev;
        public uint umask;
        public uint padding;
    }

    /// <summary>The name follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_mkdir_in
    {
        public uint mode;
        public uint umask;
    }

    /// <summary>Both names follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_rename_in
    {
        public ulong newdir;
    }

    /// <summary>Both names follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_rename2_in
    {
        public ulong newdir;
        public uint flags;
        public uint padding;
    }

    /// <summary>The name follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_link_in
    {
        public ulong oldnodeid;
    }

    /// <summary>An entry of a directory. The name follows, filled up to 8 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_dirent
    {
        public ulong ino;
        public ulong off;
        public uint namelen;
        public uint type;
    }

    /// <summary>How much room there is; of one, the name follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_getxattr_in
    {
        public uint size;
        public uint padding;
    }

    /// <summary>How much room is needed.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_getxattr_out
    {
        public uint size;
        public uint padding;
    }

    /// <summary>The name and the value follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_setxattr_in
    {
        public uint size;
        public uint flags;
        public uint setxattr_flags;
        public uint padding;
    }
}
