using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>Mappings that are given up when there are too many.</summary>
internal sealed class Room : IDisposable
{
    private readonly nint[] _pages;

    public Room(int pages)
    {
        using var file = new Descriptor(Native.memfd_create("room", 0)); // the same page again and again: neighbours stay neighbours
        Descriptor.Check(Native.ftruncate(file.Number, Environment.SystemPageSize), "ftruncate");
        _pages = [.. Enumerable.Range(0, pages).Select(_ => Native.mmap(0, (nuint)Environment.SystemPageSize, Native.PROT_READ, Native.MAP_PRIVATE, file.Number, 0))];
    }

    /// <summary>Gives them up.</summary>
    public bool Leave()
    {
        foreach (ref var page in _pages.AsSpan())
        {
            if (page != 0)
            {
                _ = Native.munmap(page, (nuint)Environment.SystemPageSize);
                page = 0;
            }
        }

        return true;
    }

    public void Dispose() => Leave();
}
