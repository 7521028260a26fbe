using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct timespec</c> of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public nint tv_sec;
    public nint tv_nsec;
}
