using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>What devices have beside.</content>
internal static partial class FuseAbi
{
    /// <summary>A request; the bytes of its argument follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_ioctl_in
    {
        public ulong fh;
        public uint flags;
        public uint cmd;
        public ulong arg;
        public uint in_size;
        public uint out_size;
    }

    /// <summary>Its result; the bytes follow.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_ioctl_out
    {
        public int result;
        public uint flags;
        public uint in_iovs;
        public uint out_iovs;
    }

    /// <summary>Somebody polls, and by <c>kh</c> wants to hear when something changes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_poll_in
    {
        public ulong fh;
        public ulong kh;
        public uint flags;
        public uint events;
    }

    /// <summary>What is ready.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_poll_out
    {
        public uint revents;
        public uint padding;
    }
}
