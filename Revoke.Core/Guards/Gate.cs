using System.Runtime.CompilerServices;

namespace Revoke.Guards;

/// <summary>
/// The gate of one revocable object: <see cref="AsymmetricGate"/>, with a <see cref="LockedGate"/> beside it for the few stays that have no slot; or a
/// <see cref="LockedGate"/> alone where the system has no process-wide barrier (<see cref="GateChoice"/>).
/// </summary>
internal struct Gate
{
    private AsymmetricGate _slots;
    private LockedGate? _table;

    /// <summary>Whether the gate is closed. Once true, true for ever.</summary>
    internal readonly bool IsClosed => _slots.IsClosed;

    /// <summary>A synchronous use of the calling thread. If it is refused with a <see cref="GateTicket.Knock"/>, who waits is to be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(out GateTicket ticket)
    {
        if (_slots.TryEnterFast(out ticket))
        {
            return true;
        }

        // By value: a ticket whose address is known to anybody lives in memory, in the caller's fast path too.
        ticket = EnterSlowly(ticket);
        return ticket.IsStay;
    }

    /// <summary>The same, known by a name and the time at which it began.</summary>
    internal bool TryEnter(string name, long start, out GateTicket ticket) => TryEnter(UseThread.Current, name, start, out ticket);

    /// <summary>A stay that any thread may end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryHold(out GateTicket ticket)
    {
        if (_slots.TryHoldFast(out ticket))
        {
            return true;
        }

        ticket = HoldSlowly(ticket);
        return ticket.IsStay;
    }

    /// <summary>The same, known by a name and the time at which it began.</summary>
    internal bool TryHold(string? name, long start, out GateTicket ticket)
    {
        var entry = GateChoice.IsAsymmetric ? _slots.Hold(UseThread.Current, name, start, out ticket) : NoRoom(out ticket);
        return entry == GateEntry.NoRoom ? TryHoldInTable(name, start, out ticket) : Answer(entry, ref ticket);
    }

    /// <summary>A stay beside those who are inside, of a closed gate that has not been taken for drained. False if nobody seems to be inside.</summary>
    internal bool TryJoin(UseThread thread, string name, ref SlotSnapshot? snapshot, out GateTicket ticket)
    {
        ticket = default;
        if (IsEmpty(ref snapshot))
        {
            return false;
        }

        ticket = GetTable().Join(thread, name);
        return true;
    }

    /// <summary>Ends the stay; does nothing for <c>default</c>, for a copy of a ticket that has left already, and never throws. True if the gate is closed, and who waits is to be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Leave(GateTicket ticket) => ticket.IsFast ? _slots.LeaveFast(ticket) : LeaveSlowly(ticket);

    /// <summary>The same, of a stay that began as a hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool LeaveHold(GateTicket ticket) => ticket.Kind == GateTicket.Hold ? _slots.LeaveHold(ticket) : LeaveSlowly(ticket);

    /// <summary>Whether the stay lasts; asked on the thread that it is on, or, of a hold, by who has not ended it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly unsafe bool IsInside(GateTicket ticket) => ticket.IsFast ? *(long*)ticket.Place == ticket.Stamp : IsInsideOtherwise(ticket);

    /// <summary>Every use that is inside; after a barrier, every one that was before it. Not the holds.</summary>
    internal readonly Bystanders CaptureUses()
    {
        var id = _slots.Id;
        return new Bystanders(id == 0 ? [] : [.. SlotSnapshot.Take().Of(id).Where(static stay => stay.IsUse)], Table, Table?.CaptureUses() ?? []);
    }

    /// <summary>Refuses every new use from here on. True if it was this call that closed it.</summary>
    /// <param name="needsBarrier">Whether <see cref="ProcessBarrier.Issue"/> has to follow, whoever closed it, before anybody is taken for gone.</param>
    internal bool TryClose(out bool needsBarrier)
    {
        var first = _slots.TryClose(out needsBarrier);
        if (GateChoice.IsAsymmetric)
        {
            Volatile.Read(ref _table)?.Close(); // a stay that is there by now; one that comes later sees the word
        }
        else
        {
            GetTable().Close();
        }

        return first;
    }

    /// <summary>Whether nobody is inside. For a closed gate after its barrier: once true, true for ever, but for attempts that are about to be refused. Slots first, the table last: who is in it may have come for the sake of who is in a slot.</summary>
    internal readonly bool IsEmpty(ref SlotSnapshot? snapshot) => !_slots.IsOccupied(ref snapshot) && (Table?.IsEmpty ?? true);

    /// <summary>Who is inside, seen by <paramref name="waiter"/>.</summary>
    internal readonly GateOccupancy Inspect(WaitView waiter, ref SlotSnapshot? snapshot)
    {
        var inSlots = _slots.Inspect(waiter, ref snapshot);
        var inTable = Table?.Inspect(waiter) ?? GateOccupancy.Empty;
        return inSlots > inTable ? inSlots : inTable;
    }

    /// <summary>Appends everyone inside; with a <paramref name="waiter"/>, only those it waits for.</summary>
    internal readonly void Capture(string owner, TimeProvider time, WaitView? waiter, List<ActiveUse> into)
    {
        _slots.Capture(owner, time, waiter, into);
        Table?.Capture(owner, time, waiter, into);
    }

    private readonly LockedGate? Table => Volatile.Read(in _table);

    // From what TryEnterFast or TryHoldFast has made of the ticket.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private GateTicket EnterSlowly(GateTicket ticket)
    {
        if (CanGoOn(ref ticket))
        {
            TryEnter(UseThread.Current, null, 0, out ticket);
        }

        return ticket;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private GateTicket HoldSlowly(GateTicket ticket)
    {
        if (CanGoOn(ref ticket))
        {
            TryHold(null, 0, out ticket);
        }

        return ticket;
    }

    /// <summary>Takes back a stay that was found late. False if that was because the gate has been closed.</summary>
    private readonly bool CanGoOn(ref GateTicket ticket)
    {
        if (ticket.IsStay)
        {
            AsymmetricGate.BackOut(ticket);
            if (IsClosed)
            {
                ticket = GateTicket.Knock;
                return false;
            }
        }

        return true;
    }

    private bool TryEnter(UseThread thread, string? name, long start, out GateTicket ticket)
    {
        var entry = GateChoice.IsAsymmetric ? _slots.Enter(thread, name, start, out ticket) : NoRoom(out ticket);
        return entry == GateEntry.NoRoom ? TryEnterTable(thread, name, start, out ticket) : Answer(entry, ref ticket);
    }

    private bool TryEnterTable(UseThread thread, string? name, long start, out GateTicket ticket) =>
        GetTable().TryEnter(thread, name, start, out ticket) && !WasClosedBeside(ref ticket);

    private bool TryHoldInTable(string? name, long start, out GateTicket ticket) =>
        GetTable().TryHold(name, start, out ticket) && !WasClosedBeside(ref ticket);

    /// <summary>Whoever closes changes the word and then looks for a table; whoever enters makes the table and then looks at the word.</summary>
    private readonly bool WasClosedBeside(ref GateTicket ticket)
    {
        if (!IsClosed)
        {
            return false;
        }

        Table!.Leave(ticket);
        ticket = GateTicket.Knock;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly unsafe bool IsInsideOtherwise(GateTicket ticket) =>
        ticket.IsStay && (ticket.Kind == GateTicket.Table ? Table!.Contains(ticket) : *(long*)ticket.Address == ticket.Stamp);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool LeaveSlowly(GateTicket ticket) =>
        ticket.IsStay && (ticket.Kind == GateTicket.Table ? Table!.Leave(ticket) && IsClosed : _slots.Leave(ticket));

    private LockedGate GetTable() => Table ?? Interlocked.CompareExchange(ref _table, new LockedGate(), null) ?? _table;

    private static GateEntry NoRoom(out GateTicket ticket)
    {
        ticket = default;
        return GateEntry.NoRoom;
    }

    private static bool Answer(GateEntry entry, ref GateTicket ticket)
    {
        ticket = entry == GateEntry.RefusedLate ? GateTicket.Knock : ticket;
        return entry == GateEntry.Entered;
    }
}
