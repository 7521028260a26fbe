namespace Revoke.Drivers;

/// <summary>Memory mapping. Absent: a map fails with ENODEV.</summary>
public interface IMapOperation : IFileOperations
{
    /// <summary>
    /// The operations of areas that map this file. The library decides by this table, and before any of its entries runs, whether the
    /// file can be mapped at all; all maps of one open file have to have the same table.
    /// </summary>
    VmOperations VmOperations { get; }
}
