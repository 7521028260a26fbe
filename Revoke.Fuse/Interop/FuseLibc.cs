using System.Runtime.InteropServices;

namespace Revoke.Fuse.Interop;

/// <summary>What of the C library only a host of files needs.</summary>
internal static unsafe partial class FuseLibc
{
    internal const nuint MS_NOSUID = 2;
    internal const nuint MS_NODEV = 4;
    internal const int MNT_DETACH = 2;
    internal const int UMOUNT_NOFOLLOW = 8;

    internal const int O_TRUNC = 0x200;
    internal const int O_NOFOLLOW = 0x20000;

    internal const int AT_STATX_FORCE_SYNC = 0x2000;
    internal const int AT_STATX_DONT_SYNC = 0x4000;

    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int umount2(string target, int flags);

    [LibraryImport(Library)]
    internal static partial int gettid();

    [LibraryImport(Library)]
    internal static partial uint geteuid();

    [LibraryImport(Library)]
    internal static partial uint getegid();
}
