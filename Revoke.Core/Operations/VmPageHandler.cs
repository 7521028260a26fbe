namespace Revoke.Drivers;

/// <summary>An operation on one page.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="offset">Where in the file the page begins, in bytes.</param>
/// <param name="page">The page's memory.</param>
/// <returns>Done with 0; or an error, which is a bus error to who touched the page.</returns>
public delegate OperationResult VmPageHandler(in DriverCall context, in VmArea area, long offset, Span<byte> page);
