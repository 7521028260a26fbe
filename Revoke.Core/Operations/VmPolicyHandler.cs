namespace Revoke.Drivers;

/// <summary>Sets the memory policy of an area.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="policy">The policy. A driver may have modes of its own numbering besides the kernel's.</param>
/// <returns>Done with 0; or an error.</returns>
public delegate OperationResult VmPolicyHandler(in DriverCall context, in VmArea area, MemoryPolicy policy);
