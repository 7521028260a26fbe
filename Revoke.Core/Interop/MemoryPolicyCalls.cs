using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>mbind(2), get_mempolicy(2) and move_pages(2), for which the C library has no functions. 0 or more; or -1 with the error number.</summary>
/// <remarks>Numbers are those of asm/unistd.h. On other processors than these two there is no such call (ENOSYS).</remarks>
internal static unsafe class MemoryPolicyCalls
{
    internal const int MbindOnX64 = 237;
    internal const int GetMempolicyOnX64 = 239;
    internal const int MovePagesOnX64 = 279;
    internal const int MbindOnArm64 = 235;
    internal const int GetMempolicyOnArm64 = 236;
    internal const int MovePagesOnArm64 = 239;

    /// <summary>Pages that come later are put on these nodes.</summary>
    /// <param name="address">Where, on a page.</param>
    /// <param name="length">How much.</param>
    /// <param name="mode">MPOL_….</param>
    /// <param name="nodes">A bit for each node.</param>
    /// <param name="bits">How many of them there are, plus 1: the kernel takes one off.</param>
    /// <param name="flags">MPOL_MF_….</param>
    internal static int Mbind(nint address, nuint length, int mode, ulong* nodes, int bits, int flags) =>
        (int)Libc.syscall(Number(MbindOnX64, MbindOnArm64), address, (nint)length, mode, (nint)nodes, bits, flags);

    internal static int GetMempolicy(int* mode, ulong* nodes, int bits, nint address, int flags) =>
        (int)Libc.syscall(Number(GetMempolicyOnX64, GetMempolicyOnArm64), (nint)mode, (nint)nodes, bits, address, flags, 0);

    /// <summary>Of this process (0).</summary>
    internal static int MovePages(int count, nint* pages, int* nodes, int* status, int flags) =>
        (int)Libc.syscall(Number(MovePagesOnX64, MovePagesOnArm64), 0, count, (nint)pages, (nint)nodes, (nint)status, flags);

    private static int Number(int onX64, int onArm64) => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => onX64,
        Architecture.Arm64 => onArm64,
        _ => -1,
    };
}
