using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>
/// A place in a gate's table. The sequence number tells this stay from a later one in the same place, so that a copied
/// ticket cannot leave twice or put somebody else out (I2). <c>default</c> is no stay at all.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GateTicket(int Index, ulong Sequence);
