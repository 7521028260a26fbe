using System.Runtime.CompilerServices;

namespace Revoke.Guards;

/// <summary>
/// The gate of one revocable object, 8 bytes. Who enters writes the gate's id into a slot of his own thread and then looks at the word; who
/// closes changes the word, makes every thread pass a fence (<see cref="ProcessBarrier"/>) and then looks at the slots. One of the two sees the other (I1, I17).
/// </summary>
/// <remarks>
/// A gate begins counted: its uses are marked in the word by interlocked operations, one at a time, and to close it takes no fence and, if
/// nobody is inside, no look at slots. After some uses, or when two meet, it is promoted to the form above, for good (I18). The argument is in docs/concurrency.md.
/// </remarks>
internal unsafe partial struct AsymmetricGate
{
    private const int Fast = 1; // promoted, and not closed: what the fast path adds to a slot with the id
    private const int Closed = 2;
    private const int WasFast = 4; // promoted, and closed
    private const int Marked = 8; // a counted use is inside
    private const int OneUse = 16;
    private const int AllUses = 31 * OneUse;
    private const int Promoted = Fast | WasFast;

    private long _word; // the id above those bits

    /// <summary>Whether it is closed. Once true, true for ever.</summary>
    internal readonly bool IsClosed => (Volatile.Read(in _word) & Closed) != 0;

    /// <summary>Whether <see cref="TryClose"/> has to be followed by a fence before anybody may be taken for gone.</summary>
    internal readonly bool IsPromoted => (Volatile.Read(in _word) & Promoted) != 0;

    internal readonly long Id => SlotBlock.IdOf(Volatile.Read(in _word));

    /// <summary>A synchronous use of the calling thread, in the shortest way. If false, <see cref="Enter"/> is to be asked, after <see cref="BackOut"/> if the ticket is a stay.</summary>
    /// <remarks>Short in every sense: the runtime reaches for the thread static once per loop, and not once per turn, only where the loop's body is small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnterFast(out GateTicket ticket) => TryEnterFast(ThreadSlots.t_first, out ticket);

    /// <summary>The same, for the calling thread's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnterFast(nint slots, out GateTicket ticket)
    {
        var word = _word;
        if ((word & Fast) != 0 && slots != 0)
        {
            ref var slot = ref *(long*)slots;
            var free = slot;
            if (!SlotBlock.IsTaken(free))
            {
                var stay = SlotBlock.Take(free, word);
                Volatile.Write(ref slot, stay); // I17: in the slot before the word is looked at, in machine code too
                ticket = new GateTicket(slots, stay);
                return Volatile.Read(ref _word) == word;
            }
        }

        ticket = default;
        return false;
    }

    /// <summary>A stay that any thread may end, as <see cref="TryEnterFast(out GateTicket)"/>, where such stays have been before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryHoldFast(out GateTicket ticket)
    {
        var slots = (long*)ThreadSlots.t_first;
        var word = _word;
        if ((word & Fast) != 0 && slots != null && slots[SlotBlock.HoldHint] is not 0 and var hint)
        {
            ref var slot = ref slots[hint];
            var free = Volatile.Read(ref slot); // cleared by any thread
            if (!SlotBlock.IsTaken(free))
            {
                var stay = SlotBlock.Take(free, word);
                Volatile.Write(ref slot, stay); // I17
                ticket = GateTicket.Of(GateTicket.Hold, (nint)(slots + hint), stay);
                return Volatile.Read(ref _word) == word;
            }
        }

        ticket = default;
        return false;
    }

    /// <summary>Ends a stay in a slot of the calling thread; true if the gate is closed, and who waits is to be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool LeaveFast(GateTicket ticket)
    {
        ref var slot = ref *(long*)ticket.Place;
        if (slot != ticket.Stamp)
        {
            return false; // I2: it has left already
        }

        Volatile.Write(ref slot, SlotBlock.Free(ticket.Stamp));
        return (Volatile.Read(in _word) & Closed) != 0; // I17, the other way round
    }

    /// <summary>Ends a hold in a slot; true if the gate is closed, and who waits is to be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool LeaveHold(GateTicket ticket) =>
        // Of two threads, or two copies, that leave at once, one does (I2).
        Interlocked.CompareExchange(ref *(long*)ticket.Address, SlotBlock.Free(ticket.Stamp), ticket.Stamp) == ticket.Stamp && IsClosed;
}
