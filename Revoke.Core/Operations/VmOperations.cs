namespace Revoke.Drivers;

/// <summary>
/// What a driver does about areas that map its file: the kernel's <c>vm_operations_struct</c> as a table. Two files have the same
/// operations if they have the same table, so a driver makes it once.
/// </summary>
/// <remarks>
/// The library wraps the first group, so that it can answer for them after a revoke. A table with an entry of the second group is
/// refused when the file is mapped (<see cref="NotRevocableException"/>), before any entry runs: they are declared so that the refusal can say which one it is.
/// </remarks>
public sealed class VmOperations
{
    /// <summary>
    /// Makes a page resident: called once per page of the open file, for the area that touches it first; again only if it failed. Absent: pages of zeros. After a revoke: a
    /// bus error, or the page that the mapping asked for.
    /// </summary>
    public VmPageHandler? Fault { get; init; }

    /// <summary>
    /// A page that was read-only is about to be written: called once per page, before the first write through an area that shares its writes; again only if it failed.
    /// Absent: it is allowed. After a revoke: as <see cref="Fault"/>.
    /// </summary>
    public VmPageHandler? PageMkwrite { get; init; }

    /// <summary>An out-of-band read or write. Absent: through the pages. After a revoke: EINVAL.</summary>
    public VmAccessHandler? Access { get; init; }

    /// <summary>Sets a memory policy. Absent: the kernel's, of the memory in which the pages are. After a revoke: EINVAL.</summary>
    public VmPolicyHandler? SetPolicy { get; init; }

    /// <summary>Tells the memory policy. Absent: the kernel's. After a revoke: the area's own, as it was set or told last.</summary>
    public VmPolicyQueryHandler? GetPolicy { get; init; }

    /// <summary>Moves pages between memory nodes. Absent: the kernel does. After a revoke: nothing to do, 0.</summary>
    public VmMigrateHandler? Migrate { get; init; }

    /// <summary>An area was duplicated or split. The library keeps the books; after a revoke the driver is not called.</summary>
    public VmAreaHandler? Open { get; init; }

    /// <summary>Refused: an area goes away. Revoke cannot call it, because the area stays when its pages go; and without it the driver's books never balance.</summary>
    public VmAreaHandler? Close { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? MaySplit { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? Mremap { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? Mprotect { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? HugeFault { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? MapPages { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? PageSize { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? PfnMkwrite { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? Name { get; init; }

    /// <summary>Refused: not wrapped.</summary>
    public Delegate? FindSpecialPage { get; init; }
}
