namespace Revoke.Drivers;

/// <summary>Tells the memory policy of an area.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="policy">The policy; <see langword="null"/> for the default one.</param>
/// <returns>Done with 0; or an error.</returns>
public delegate OperationResult VmPolicyQueryHandler(in DriverCall context, in VmArea area, out MemoryPolicy? policy);
