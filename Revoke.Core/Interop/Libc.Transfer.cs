using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>read(2), write(2) and their relatives.</summary>
internal static partial class Libc
{
    internal const int RWF_NOWAIT = 8;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_NOSIGNAL = 0x4000;

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint write(int fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint pread(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint pwrite(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint preadv2(int fd, IoVector* vectors, int count, long offset, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint pwritev2(int fd, IoVector* vectors, int count, long offset, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint recv(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static unsafe partial nint send(int fd, byte* buffer, nuint length, int flags);
}
