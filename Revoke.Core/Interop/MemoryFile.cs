using Revoke.Errors;

namespace Revoke.Interop;

/// <summary>Files in memory, memfd_create(2).</summary>
internal static unsafe class MemoryFile
{
    /// <summary>Sets the length.</summary>
    /// <returns>0, or the error number: EFBIG beyond the limit on the size of files, where the system call would end the process with SIGXFSZ.</returns>
    internal static int SetLength(int fd, long length)
    {
        var limits = stackalloc ulong[2];
        if (Libc.getrlimit(Libc.RLIMIT_FSIZE, limits) == 0 && (ulong)length > limits[0])
        {
            return Errno.EFBIG;
        }

        return Libc.ftruncate(fd, length) == 0 ? 0 : Errno.Last;
    }
}
