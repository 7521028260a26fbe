namespace Revoke.Drivers;

/// <summary>An out-of-band read or write of a mapping, as a debugger does it.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="offset">Where in the file, in bytes.</param>
/// <param name="buffer">Where to, or what.</param>
/// <param name="write">Whether it is a write.</param>
/// <returns>Done with the number of bytes; or an error.</returns>
public delegate OperationResult VmAccessHandler(in DriverCall context, in VmArea area, long offset, Span<byte> buffer, bool write);
