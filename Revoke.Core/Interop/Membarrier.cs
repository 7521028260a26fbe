using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>membarrier(2), for which the C library has no function.</summary>
internal static class Membarrier
{
    internal const int Query = 0;
    internal const int PrivateExpedited = 8;
    internal const int RegisterPrivateExpedited = 16;

    // __NR_membarrier of asm/unistd.h.
    private const int OnX64 = 324;
    private const int OnArm64 = 283;

    /// <summary>Whether the private expedited form works in this process, which is what the runtime's process-wide barrier is made of.</summary>
    internal static bool IsAvailable =>
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 && Call(Query) is > 0 and var commands && (commands & PrivateExpedited) != 0 &&
        Call(RegisterPrivateExpedited) == 0 && Call(PrivateExpedited) == 0;

    /// <summary>0 or more; or -1 with the error number.</summary>
    internal static int Call(int command) => (int)Libc.syscall(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? OnX64 : OnArm64, command, 0, 0, 0, 0, 0);
}
