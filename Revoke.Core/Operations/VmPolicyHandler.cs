namespace Revoke.Drivers;

/// <summary>An operation on the memory policy of an area, with a policy of the driver's own numbering.</summary>
/// <param name="context">The stay inside the guard.</param>
/// <param name="area">The area.</param>
/// <param name="policy">The policy.</param>
/// <returns>Done with 0, or the policy; or an error.</returns>
public delegate OperationResult VmPolicyHandler(in DriverCall context, in VmArea area, int policy);
