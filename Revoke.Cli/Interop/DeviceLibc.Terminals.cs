using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>pty(7).</summary>
internal static partial class DeviceLibc
{
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int posix_openpt(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int grantpt(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int unlockpt(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial int ptsname_r(int fd, byte* buffer, nuint length);
}
