using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>The one field of <c>struct statfs</c> that is used, statfs(2). Its layout is that of 64-bit systems.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct Statfs
{
    [FieldOffset(0)] public long f_type;
}
