using Revoke.Drivers;

namespace Revoke.Mappings;

/// <summary>Decides by a driver's table alone, before any entry of it runs, whether a mapping of it could be revoked.</summary>
internal static class VmVetting
{
    private const string NoClose = "revoke takes the pages and leaves the area, so it can neither call this operation nor do without it";
    private const string NotWrapped = "the library does not wrap it, so it could run after a revoke";
    private const string NotTheSame = "this open file was mapped with other vm operations before, and a revoke treats all its areas alike";

    /// <summary>Throws what a map of <paramref name="operations"/> is refused with.</summary>
    /// <param name="name">The file, for the message.</param>
    /// <param name="operations">The table of this map.</param>
    /// <param name="first">The table of the file's first map; <see langword="null"/> if there was none.</param>
    internal static void Check(string name, VmOperations operations, VmOperations? first)
    {
        if (operations.Close is not null)
        {
            throw new NotRevocableException(name, "close", NoClose);
        }

        foreach (var (operation, handler) in Unwrapped(operations))
        {
            if (handler is not null)
            {
                throw new NotRevocableException(name, operation, NotWrapped);
            }
        }

        if (first is not null && first != operations)
        {
            throw new NotRevocableException(name, "mmap", NotTheSame);
        }
    }

    // By the kernel's names, include/linux/mm.h.
    private static (string Operation, Delegate? Handler)[] Unwrapped(VmOperations operations) =>
    [
        ("may_split", operations.MaySplit),
        ("mremap", operations.Mremap),
        ("mprotect", operations.Mprotect),
        ("huge_fault", operations.HugeFault),
        ("map_pages", operations.MapPages),
        ("pagesize", operations.PageSize),
        ("pfn_mkwrite", operations.PfnMkwrite),
        ("name", operations.Name),
        ("find_special_page", operations.FindSpecialPage),
    ];
}
