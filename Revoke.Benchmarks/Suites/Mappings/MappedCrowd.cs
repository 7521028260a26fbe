using Revoke.Benchmarks.Harness;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <summary>
/// Very many mappings of a page of one file each, touched before they are replaced. The system lays them side by side. Alike, they can be replaced together; where every other one
/// is for reading only, one by one.
/// </summary>
internal sealed unsafe class MappedCrowd : IDisposable
{
    private const int Pages = 1 << 14;
    private const int Replacing = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE | Libc.MAP_FIXED;

    private readonly OwnedDescriptor _file;
    private long _touched;
    private readonly int _page = Environment.SystemPageSize;

    internal MappedCrowd()
    {
        _file = new OwnedDescriptor(Libc.memfd_create("revoke-bench", Libc.MFD_CLOEXEC));
        if (_file.IsInvalid || Libc.ftruncate(_file.Number, (long)Pages * _page) != 0)
        {
            throw Errno.ToException(Errno.Last, "memfd_create", "the bench's file");
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Nanoseconds for each mapping of the whole revoke of a scope.</summary>
    internal double TimeRevoke(int count, bool areAlike, AfterRevoke policy)
    {
        using var scope = new RevokeScope("crowd");
        var options = new MappingOptions { Length = _page, AfterRevoke = policy };
        var mappings = new RevocableMapping[count];
        for (var i = 0; i < count; i++)
        {
            var access = IsWritable(i, areAlike) ? FileAccess.ReadWrite : FileAccess.Read;
            mappings[i] = scope.Map(_file, options with { Offset = OffsetOf(i), Access = access });
            _touched += *mappings[i].DangerousGetPointer();
        }

        GC.Collect();
        var start = Clock.Now;
        var outcome = scope.Revoke(RevokeReason.Policy("bench"));
        var took = Clock.NanosecondsSince(start) / count;
        Array.ForEach(mappings, static mapping => mapping.Dispose());
        return outcome.Released == count && outcome.IsCompleted ? took : throw new InvalidOperationException(outcome.ToString());
    }

    /// <summary>Nanoseconds for each bare replacement of as many.</summary>
    internal double TimeReplacing(int count, bool areAlike)
    {
        var addresses = new nint[count];
        for (var i = 0; i < count; i++)
        {
            addresses[i] = Check(Libc.mmap(0, (nuint)_page, Protection(i, areAlike), Libc.MAP_SHARED, _file.Number, OffsetOf(i)));
            _touched += *(byte*)addresses[i];
        }

        GC.Collect();
        var start = Clock.Now;
        for (var i = 0; i < count; i++)
        {
            Check(Libc.mmap(addresses[i], (nuint)_page, Protection(i, areAlike), Replacing, -1, 0));
        }

        var took = Clock.NanosecondsSince(start) / count;
        foreach (var address in addresses)
        {
            _ = Libc.munmap(address, (nuint)_page);
        }

        return took;
    }

    /// <summary>Nanoseconds for each of as many that are replaced in one call: what no revoke can be faster than.</summary>
    internal double TimeReplacingTogether(int count)
    {
        var length = (nuint)count * (nuint)_page;
        var low = Check(Libc.mmap(0, length, Libc.PROT_READ, Libc.MAP_SHARED, _file.Number, 0)); // a place for all of them
        for (var i = 0; i < count; i++)
        {
            var address = low + ((nint)(count - 1 - i) * _page); // downwards, as the system lays them: no two can become one
            Check(Libc.mmap(address, (nuint)_page, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED | Libc.MAP_FIXED, _file.Number, OffsetOf(i)));
            _touched += *(byte*)address;
        }

        var start = Clock.Now;
        Check(Libc.mmap(low, length, Libc.PROT_READ | Libc.PROT_WRITE, Replacing, -1, 0));
        var took = Clock.NanosecondsSince(start) / count;
        _ = Libc.munmap(low, length);
        return took;
    }

    private long OffsetOf(int i) => i % Pages * (long)_page;

    private static bool IsWritable(int i, bool areAlike) => areAlike || i % 2 == 0;

    private static int Protection(int i, bool areAlike) => Libc.PROT_READ | (IsWritable(i, areAlike) ? Libc.PROT_WRITE : 0);

    private static nint Check(nint address) => address != Libc.MAP_FAILED ? address : throw Errno.ToException(Errno.Last, "mmap", "the bench's file");
}
