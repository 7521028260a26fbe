using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>Open files.</content>
internal static partial class FuseAbi
{
    /// <summary>How it is opened.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_open_in
    {
        public uint flags;
        public uint open_flags;
    }

    /// <summary>How it is made and opened; the name follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_create_in
    {
        public uint flags;
        public uint mode;
        public uint umask;
        public uint open_flags;
    }

    /// <summary>The handle, and how the kernel is to treat it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_open_out
    {
        public ulong fh;
        public uint open_flags;
        public int backing_id;
    }

    /// <summary>The last descriptor and the last mapping have gone.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_release_in
    {
        public ulong fh;
        public uint flags;
        public uint release_flags;
        public ulong lock_owner;
    }

    /// <summary>A descriptor was closed.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_flush_in
    {
        public ulong fh;
        public uint unused;
        public uint padding;
        public ulong lock_owner;
    }

    /// <summary>A read of a file or directory.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_read_in
    {
        public ulong fh;
        public ulong offset;
        public uint size;
        public uint read_flags;
        public ulong lock_owner;
        public uint flags;
        public uint padding;
    }

    /// <summary>A write; the bytes follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_write_in
    {
        public ulong fh;
        public ulong offset;
        public uint size;
        public uint write_flags;
        public ulong lock_owner;
        public uint flags;
        public uint padding;
    }

    /// <summary>How many were taken.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_write_out
    {
        public uint size;
        public uint padding;
    }

    /// <summary>Make it durable.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_fsync_in
    {
        public ulong fh;
        public uint fsync_flags;
        public uint padding;
    }

    /// <summary>A seek to data or hole.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_lseek_in
    {
        public ulong fh;
        public ulong offset;
        public uint whence;
        public uint padding;
    }

    /// <summary>The position.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_lseek_out
    {
        public ulong offset;
    }

    /// <summary>Room is to be reserved or freed.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_fallocate_in
    {
        public ulong fh;
        public ulong offset;
        public ulong length;
        public uint mode;
        public uint padding;
    }
}
