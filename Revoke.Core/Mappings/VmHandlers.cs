namespace Revoke.Drivers;

/// <summary>An operation on an area as a whole.</summary>
/// <param name="area">The area.</param>
public delegate void VmAreaHandler(in VmArea area);

/// <summary>An operation on one page.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="offset">Where in the file the page begins, in bytes.</param>
/// <param name="page">The page's memory.</param>
/// <returns>Done with 0; or an error, which is a bus error to who touched the page.</returns>
public delegate OperationResult VmPageHandler(in DriverCall context, in VmArea area, long offset, Span<byte> page);

/// <summary>An out-of-band read or write of a mapping, as a debugger does it.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="offset">Where in the file, in bytes.</param>
/// <param name="buffer">Where to, or what.</param>
/// <param name="write">Whether it is a write.</param>
/// <returns>Done with the number of bytes; or an error.</returns>
public delegate OperationResult VmAccessHandler(in DriverCall context, in VmArea area, long offset, Span<byte> buffer, bool write);

/// <summary>An operation on the memory policy of an area, with a policy of the driver's own numbering.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="policy">The policy.</param>
/// <returns>Done with 0, or the policy; or an error.</returns>
public delegate OperationResult VmPolicyHandler(in DriverCall context, in VmArea area, int policy);
