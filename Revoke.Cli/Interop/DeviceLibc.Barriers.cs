using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>membarrier(2), for which the C library has no function.</summary>
internal static partial class DeviceLibc
{
    internal const int MEMBARRIER_CMD_QUERY = 0;
    internal const int MEMBARRIER_CMD_PRIVATE_EXPEDITED = 8;
    internal const int MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED = 16;

    // __NR_membarrier of asm/unistd.h.
    private const int OnX64 = 324;
    private const int OnOthers = 283;

    internal static int Membarrier(int command) =>
        (int)syscall(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? OnX64 : OnOthers, command, 0, 0);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint syscall(nint number, nint command, nint flags, nint processor);
}
