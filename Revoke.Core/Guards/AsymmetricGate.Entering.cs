namespace Revoke.Guards;

internal unsafe partial struct AsymmetricGate
{
    /// <summary>A synchronous use of <paramref name="thread"/>, which must be the calling one, in whatever way the gate is in.</summary>
    internal GateEntry Enter(UseThread thread, string? name, long start, out GateTicket ticket)
    {
        ticket = default;
        var block = thread.Block;
        var index = block.FindFreeUse();
        if (IsClosed)
        {
            return GateEntry.Refused;
        }

        if (index < 0 || TakeId(block) is not (not 0 and var id))
        {
            return GateEntry.NoRoom;
        }

        var stay = Publish(block, index, id, name, start);
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Closed) != 0)
            {
                Volatile.Write(ref block.First[index], SlotBlock.Free(stay));
                return GateEntry.RefusedLate;
            }

            if ((word & Fast) != 0)
            {
                ticket = new GateTicket((nint)(block.First + index), stay);
                return GateEntry.Entered;
            }

            // I18: two at a time, or often used: from here on without interlocked operations.
            if ((word & Marked) != 0 || (word & AllUses) == AllUses)
            {
                Promote();
            }
            else if (Interlocked.CompareExchange(ref _word, (word | Marked) + OneUse, word) == word)
            {
                ticket = GateTicket.Of(GateTicket.MarkedSlot, (nint)(block.First + index), stay);
                return GateEntry.Entered;
            }
        }
    }

    /// <summary>A stay that any thread may end. For it the gate is promoted.</summary>
    internal GateEntry Hold(UseThread thread, string? name, long start, out GateTicket ticket)
    {
        ticket = default;
        var block = thread.Block;
        if (IsClosed)
        {
            return GateEntry.Refused;
        }

        var index = block.FindFreeHold();
        if (index < 0 || TakeId(block) is not (not 0 and var id))
        {
            return GateEntry.NoRoom;
        }

        Promote();
        var stay = Publish(block, index, id, name, start);
        if (IsClosed)
        {
            Volatile.Write(ref block.First[index], SlotBlock.Free(stay));
            return GateEntry.RefusedLate;
        }

        ticket = GateTicket.Of(GateTicket.Hold, (nint)(block.First + index), stay);
        return GateEntry.Entered;
    }

    /// <summary>Ends a stay of any kind in a slot; true if the gate is closed, and who waits is to be told.</summary>
    internal bool Leave(GateTicket ticket)
    {
        if (ticket.IsFast)
        {
            return LeaveFast(ticket);
        }

        if (ticket.Kind == GateTicket.Hold)
        {
            return LeaveHold(ticket);
        }

        ref var slot = ref *(long*)ticket.Address;
        if (slot != ticket.Stamp)
        {
            return false;
        }

        Volatile.Write(ref slot, SlotBlock.Free(ticket.Stamp));
        return (Interlocked.And(ref _word, ~(long)Marked) & Closed) != 0;
    }

    /// <summary>Takes back what <see cref="TryEnterFast(out GateTicket)"/> or <see cref="TryHoldFast"/> has left in a slot, since the word was no longer as before.</summary>
    internal static void BackOut(GateTicket ticket) => Volatile.Write(ref *(long*)(ticket.IsFast ? ticket.Place : ticket.Address), SlotBlock.Free(ticket.Stamp));

    /// <summary>Refuses every new use from here on. True if it was this call that closed it.</summary>
    /// <param name="needsBarrier">Whether a fence has to follow, whoever closed it, before anybody is taken for gone.</param>
    internal bool TryClose(out bool needsBarrier)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            needsBarrier = (word & Promoted) != 0;
            if ((word & Closed) != 0)
            {
                return false;
            }

            var closed = (word & Fast) != 0 ? (word & ~(long)Fast) | WasFast | Closed : word | Closed;
            if (Interlocked.CompareExchange(ref _word, closed, word) == word)
            {
                return true;
            }
        }
    }

    private static long Publish(SlotBlock block, int index, long id, string? name, long start)
    {
        ref var slot = ref block.First[index];
        var stay = SlotBlock.Take(slot, id + 1);
        if (name is not null || start != 0)
        {
            block.Describe(index, stay, name, start);
        }

        Volatile.Write(ref slot, stay); // I17
        return stay;
    }

    private void Promote()
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & (Closed | Fast)) != 0 || Interlocked.CompareExchange(ref _word, (word & ~(long)AllUses) | Fast, word) == word)
            {
                return;
            }
        }
    }

    /// <summary>The gate's id, given to it now if it has none; 0 if there are none left.</summary>
    private long TakeId(SlotBlock block)
    {
        var word = Volatile.Read(ref _word);
        if (SlotBlock.IdOf(word) == 0 && block.TakeId() is not 0 and var fresh)
        {
            do
            {
                word = Volatile.Read(ref _word);
            }
            while (SlotBlock.IdOf(word) == 0 && Interlocked.CompareExchange(ref _word, word | fresh, word) != word);
        }

        return Id;
    }
}
