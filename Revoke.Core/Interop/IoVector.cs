using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct iovec</c>, readv(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public void* iov_base;
    public nuint iov_len;
}
