using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>The files behind the memory that takes a mapping's place, one of each for the process. Made when the first mapping needs one, not when a revoke does.</summary>
internal static unsafe class PolicyPages
{
    /// <summary>How much there is of ones. A longer mapping shows it again and again.</summary>
    internal const int OnesLength = 1 << 21;

    private static readonly object s_sync = new();
    private static OwnedDescriptor? s_ones;
    private static OwnedDescriptor? s_empty;

    /// <summary>A file of nothing but ones, which nobody can change any more.</summary>
    internal static int Ones => s_ones!.Number;

    /// <summary>A file of length 0.</summary>
    internal static int Empty => s_empty!.Number;

    /// <summary>Makes sure that there is what a policy needs.</summary>
    internal static void Prepare(AfterRevoke policy)
    {
        using var guard = UninterruptedLock.Take(s_sync);
        if (policy == AfterRevoke.Ones)
        {
            s_ones ??= CreateOnes(OnesLength, isSealed: true);
        }
        else if (policy == AfterRevoke.BusError)
        {
            s_empty ??= Create("revoke-empty", 0, Libc.F_SEAL_GROW);
        }
    }

    /// <summary>A file of ones; not sealed, memory mapped from it can be written to and shared.</summary>
    internal static OwnedDescriptor CreateOnes(int length, bool isSealed)
    {
        var file = Create("revoke-ones", length, seals: 0);
        var ones = new byte[Math.Min(length, 1 << 16)];
        ones.AsSpan().Fill(0xFF);
        fixed (byte* start = ones)
        {
            for (var at = 0; at < length; at += ones.Length)
            {
                if (Libc.pwrite(file.Number, start, (nuint)Math.Min(ones.Length, length - at), at) < 0)
                {
                    throw Fail(file, "pwrite");
                }
            }
        }

        return !isSealed || Libc.fcntl(file.Number, Libc.F_ADD_SEALS, Libc.F_SEAL_SEAL | Libc.F_SEAL_SHRINK | Libc.F_SEAL_GROW | Libc.F_SEAL_WRITE) == 0
            ? file
            : throw Fail(file, "fcntl(F_ADD_SEALS)");
    }

    private static OwnedDescriptor Create(string name, int length, int seals)
    {
        var fd = Libc.memfd_create(name, Libc.MFD_CLOEXEC | Libc.MFD_ALLOW_SEALING);
        if (fd < 0)
        {
            throw Errno.ToException(Errno.Last, "memfd_create", name);
        }

        var file = new OwnedDescriptor(fd);
        if (MemoryFile.SetLength(fd, length) is var errno and not 0)
        {
            throw Fail(file, "ftruncate", errno);
        }

        return seals == 0 || Libc.fcntl(fd, Libc.F_ADD_SEALS, seals) == 0 ? file : throw Fail(file, "fcntl(F_ADD_SEALS)");
    }

    private static IOException Fail(OwnedDescriptor file, string operation) => Fail(file, operation, Errno.Last);

    private static IOException Fail(OwnedDescriptor file, string operation, int errno)
    {
        var error = Errno.ToException(errno, operation, "memory for revoked mappings");
        file.Dispose();
        return error;
    }
}
