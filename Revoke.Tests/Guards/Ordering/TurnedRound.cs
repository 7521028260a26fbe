using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Revoke.Guards;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>The same with the loads before the stores: what the check has to find.</summary>
internal sealed unsafe class TurnedRound
{
    /// <summary>Where in the object the word is: behind the pointer to its type and the slot's address.</summary>
    internal const long WordOffset = 16;

    private readonly nint _slot = (nint)NativeMemory.AllocZeroed(sizeof(long)); // never freed: the process ends
    private long _word = SlotBlock.OneId + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static GateTicket Enter(TurnedRound gate)
    {
        ref var slot = ref *(long*)gate._slot;
        var stay = SlotBlock.Take(slot, gate._word);
        if ((Volatile.Read(ref gate._word) & 2) != 0)
        {
            return default;
        }

        Volatile.Write(ref slot, stay);
        return new GateTicket(gate._slot, stay);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool Leave(TurnedRound gate, GateTicket ticket)
    {
        ref var slot = ref *(long*)ticket.Place;
        var isClosed = (Volatile.Read(ref gate._word) & 2) != 0;
        Volatile.Write(ref slot, SlotBlock.Free(ticket.Stamp));
        return isClosed;
    }
}
