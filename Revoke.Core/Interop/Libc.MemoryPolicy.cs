namespace Revoke.Interop;

/// <summary>linux/mempolicy.h.</summary>
internal static partial class Libc
{
    internal const int MPOL_MF_MOVE = 2;
    internal const int MPOL_F_ADDR = 2;
    internal const int MPOL_F_MEMS_ALLOWED = 4;
    internal const int MPOL_MODE_FLAGS = 0xE000;
}
