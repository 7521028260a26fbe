using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct cmsghdr</c> and the <c>struct ucred</c> that follows it in an SCM_CREDENTIALS message, unix(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CredentialsMessage
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
    public int pid;
    public uint uid;
    public uint gid;
}
