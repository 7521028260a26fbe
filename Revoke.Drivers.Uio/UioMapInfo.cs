namespace Revoke.Drivers.Uio;

/// <summary>A range of memory that a UIO device offers, as its directory <c>maps/mapN</c> shows it.</summary>
/// <param name="Index">Its number N.</param>
/// <param name="Name">What its driver calls it; empty if it has no name.</param>
/// <param name="Address">Where it begins: a physical address, or for memory of the kernel's a virtual one.</param>
/// <param name="Size">How long it is from there, in bytes. Many drivers say whole pages.</param>
/// <param name="Offset">Where in the first page the device's memory begins, where its driver says so; else 0.</param>
public sealed record UioMapInfo(int Index, string Name, ulong Address, ulong Size, ulong Offset)
{
    /// <summary>Where in the first mapped page the device's first byte is: the driver's word, or else the address's own place in its page.</summary>
    public int PageOffset => (int)(Offset != 0 ? Math.Min(Offset, int.MaxValue) : AddressInPage);

    /// <summary>How much can be mapped from the first byte on. 0 or less if the driver's numbers contradict each other.</summary>
    public long Length => (long)(AddressInPage + Size) - PageOffset;

    private ulong AddressInPage => Address % (ulong)Environment.SystemPageSize;
}
