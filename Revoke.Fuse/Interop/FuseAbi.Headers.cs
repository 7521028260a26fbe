using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <content>What begins every message.</content>
internal static partial class FuseAbi
{
    /// <summary>Before every request.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_in_header
    {
        public uint len;
        public uint opcode;
        public ulong unique;
        public ulong nodeid;
        public uint uid;
        public uint gid;
        public uint pid;
        public ushort total_extlen;
        public ushort padding;
    }

    /// <summary>Before every answer; and before every notice, whose <c>unique</c> is 0 and whose <c>error</c> is its code.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct fuse_out_header
    {
        public uint len;
        public int error;
        public ulong unique;
    }
}
