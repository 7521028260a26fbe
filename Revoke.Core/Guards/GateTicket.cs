using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>
/// A place in a gate, and what was written there. The stamp tells this stay from a later one in the same place, so that a copied
/// ticket cannot leave twice or put somebody else out (I2). <c>default</c> is no stay at all.
/// </summary>
/// <param name="Place">The address of a thread's own slot; or the complement of an address or an index with its kind in the low bits.</param>
/// <param name="Stamp">What stands there while the stay lasts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GateTicket(nint Place, long Stamp)
{
    /// <summary>A thread's own slot, marked in the gate's word as well.</summary>
    internal const nint MarkedSlot = 1;

    /// <summary>A slot that any thread may clear.</summary>
    internal const nint Hold = 2;

    /// <summary>In the table of a <see cref="LockedGate"/>.</summary>
    internal const nint Table = 3;

    private const nint Kinds = 7;

    /// <summary>No stay: the gate was closed between two looks, and whoever waits for it to drain may have seen the attempt.</summary>
    internal static GateTicket Knock => new(0, 1);

    internal bool IsStay => Place != 0;

    /// <summary>Whether it is in a thread's own slot and nowhere else.</summary>
    internal bool IsFast => Place > 0;

    /// <summary>Of one that is not fast.</summary>
    internal nint Kind => ~Place & Kinds;

    internal nint Address => ~Place & ~Kinds;

    /// <summary>Where its stamp stands while a stay lasts; 0 of one in a table.</summary>
    internal nint Slot => IsFast ? Place : Kind == Table ? 0 : Address;

    internal int Index => (int)(~Place >> 3);

    internal static GateTicket Of(nint kind, nint address, long stamp) => new(~(address | kind), stamp);

    internal static GateTicket InTable(int index, long stamp) => new(~(((nint)index << 3) | Table), stamp);
}
