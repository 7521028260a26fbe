using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary>What the tool needs of the C library to make and examine devices, beyond what the library itself uses. Values are those of the generic ABI (x86-64, arm64).</summary>
internal static partial class DeviceLibc
{
    internal const uint IN_CREATE = 0x100;

    internal const uint EPOLLONESHOT = 1u << 30;

    internal const int SIGTERM = 15;

    private const string Library = "libc";

    [LibraryImport(Library)]
    internal static partial int gettid();

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int kill(int process, int signal);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkfifo(string path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int inotify_init1(int flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int inotify_add_watch(int fd, string path, uint mask);
}
