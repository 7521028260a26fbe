using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Interop;

/// <summary>What the benchmarks call and the library does not.</summary>
internal static partial class BenchLibc
{
    /// <summary>mkfifo(3).</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkfifo(string path, uint mode);

    /// <summary>sched_getaffinity(2), for up to 64 processors. Of the C library, so that it is 0 and not the size of the mask.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getaffinity(int pid, nuint cpusetsize, out ulong mask);

    /// <summary>sched_setaffinity(2), for up to 64 processors.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setaffinity(int pid, nuint cpusetsize, in ulong mask);
}
