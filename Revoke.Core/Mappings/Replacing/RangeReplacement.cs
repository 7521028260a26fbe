using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>Puts a policy's memory in the place of what is mapped, at the same address, in one step: who reads meanwhile reads the one or the other (MAP_FIXED, mmap(2)).</summary>
internal static class RangeReplacement
{
    /// <summary>Whether the range shows the policy's memory. If not, it is as it was.</summary>
    internal static bool TryReplace(nint address, nuint length, int protection, AfterRevoke policy) => policy switch
    {
        AfterRevoke.Ones => TryOnes(address, length, protection),
        AfterRevoke.BusError => Put(address, length, protection, Libc.MAP_SHARED, PolicyPages.Empty),
        _ => TryZeros(address, length, protection),
    };

    private static bool TryZeros(nint address, nuint length, int protection) =>
        (!IsLimited(protection) && Put(address, length, protection, Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE, -1))
        || Put(address, length, protection, Libc.MAP_SHARED | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE, -1);

    private static bool TryOnes(nint address, nuint length, int protection)
    {
        if (!IsLimited(protection) && PutAgainAndAgain(address, length, protection, Libc.MAP_PRIVATE | Libc.MAP_NORESERVE, PolicyPages.Ones, PolicyPages.OnesLength))
        {
            return true;
        }

        try
        {
            var enough = (int)nuint.Min(length, PolicyPages.OnesLength);
            using var ones = PolicyPages.CreateOnes(enough, isSealed: false);
            return PutAgainAndAgain(address, length, protection, Libc.MAP_SHARED, ones.Number, (nuint)enough);
        }
        catch (IOException)
        {
            return false; // no descriptor, or no memory for it
        }
    }

    // Private memory that can be written to counts as data; shared memory does not. Where data is limited some kernels refuse a replacement that goes over the limit, and
    // others allow it, and refuse everything that the process asks for afterwards.
    private static unsafe bool IsLimited(int protection)
    {
        var limits = stackalloc ulong[2];
        return (protection & Libc.PROT_WRITE) != 0 && Libc.getrlimit(Libc.RLIMIT_DATA, limits) == 0 && limits[0] != Libc.NoLimit;
    }

    private static bool PutAgainAndAgain(nint address, nuint length, int protection, int flags, int fd, nuint step)
    {
        for (nuint done = 0; done < length; done += step)
        {
            if (!Put(address + (nint)done, nuint.Min(step, length - done), protection, flags, fd))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Put(nint address, nuint length, int protection, int flags, int fd) =>
        Libc.mmap(address, length, protection, flags | Libc.MAP_FIXED, fd, 0) != Libc.MAP_FAILED;
}
