namespace Revoke.Drivers;

/// <summary>An operation on an area as a whole.</summary>
/// <param name="area">The area.</param>
public delegate void VmAreaHandler(in VmArea area);
