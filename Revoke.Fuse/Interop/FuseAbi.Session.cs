using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>Beginning, and what concerns all.</content>
internal static unsafe partial class FuseAbi
{
    /// <summary>What the kernel can.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_init_in
    {
        public uint major;
        public uint minor;
        public uint max_readahead;
        public uint flags;
        public uint flags2;
        public fixed uint unused[11];
    }

    /// <summary>What the host wants of it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_init_out
    {
        public uint major;
        public uint minor;
        public uint max_readahead;
        public uint flags;
        public ushort max_background;
        public ushort congestion_threshold;
        public uint max_write;
        public uint time_gran;
        public ushort max_pages;
        public ushort map_alignment;
        public uint flags2;
        public uint max_stack_depth;
        public ushort request_timeout;
        public fixed ushort unused[11];
    }

    /// <summary>Whoever waits for that request has been sent a signal.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_interrupt_in
    {
        public ulong unique;
    }

    /// <summary>Sizes of the file system.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_kstatfs
    {
        public ulong blocks;
        public ulong bfree;
        public ulong bavail;
        public ulong files;
        public ulong ffree;
        public uint bsize;
        public uint namelen;
        public uint frsize;
        public uint padding;
        public fixed uint spare[6];
    }
}
