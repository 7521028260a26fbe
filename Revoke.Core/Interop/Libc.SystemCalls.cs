using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>syscall(2), for what the C library has no function for.</summary>
internal static partial class Libc
{
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);
}
