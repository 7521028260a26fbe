using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Interop;

/// <summary>What the benchmarks call and the library does not.</summary>
internal static partial class BenchLibc
{
    /// <summary>mkfifo(3).</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkfifo(string path, uint mode);
}
