namespace Revoke.Drivers;

/// <summary>Moves the pages of an area to another memory node.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="node">The node's number.</param>
/// <returns>Done with the number of pages that could not be moved; or an error.</returns>
public delegate OperationResult VmMigrateHandler(in DriverCall context, in VmArea area, int node);
