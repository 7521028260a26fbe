namespace Revoke.Guards;

/// <summary>
/// The gate of one revocable object: a lock and a table of who is inside. Slow and obvious.
/// </summary>
/// <remarks>
/// I1: after <see cref="Close"/> has returned no <see cref="TryEnter"/> succeeds, and everyone who entered before is in the
/// table until he leaves. Both follow from the one lock around check-and-enter and around close.
/// </remarks>
internal sealed partial class LockedGate
{
    private UseSlot _first;
    private UseSlot[]? _more;
    private int _freeFrom = 1; // no slot of _more below this one is free
    private long _stamp;
    private int _inside;
    private bool _closed;

    /// <summary>Whether the gate is closed. Once true, true for ever.</summary>
    internal bool IsClosed => Volatile.Read(ref _closed); // pairs with the write under the lock in Close; a stale false is caught by TryEnter

    /// <summary>Whether nobody is inside. For a closed gate: once true, true for ever.</summary>
    internal bool IsEmpty
    {
        get
        {
            using var guard = UninterruptedLock.Take(this);
            RemoveEndedUnsynchronized();
            return _inside == 0;
        }
    }

    /// <summary>A synchronous use of <paramref name="thread"/>, which must be the calling one.</summary>
    internal bool TryEnter(UseThread thread, string? name, long start, out GateTicket ticket)
    {
        if (!TryEnterSlot(thread, name, start, out ticket))
        {
            return false;
        }

        thread.TableUses++;
        return true;
    }

    /// <summary>A hold: a stay that any thread may end.</summary>
    internal bool TryHold(string? name, long start, out GateTicket ticket) => TryEnterSlot(null, name, start, out ticket);

    /// <summary>The stay of a kick in a gate that may be closed, beside somebody who is inside.</summary>
    internal GateTicket Join(UseThread thread, string name)
    {
        using var guard = UninterruptedLock.Take(this);
        var ticket = TakeSlotUnsynchronized(thread, name, start: 0);
        Slot(ticket.Index).WaitingIn = thread.WaitingIn;
        Slot(ticket.Index).IsKick = true;
        thread.TableUses++;
        return ticket;
    }

    /// <summary>Ends the stay; does nothing for a copy of a ticket that has left already, and never throws. True if it did.</summary>
    internal bool Leave(GateTicket ticket)
    {
        using var guard = UninterruptedLock.Take(this);
        ref var slot = ref Slot(ticket.Index);
        if (slot.Stamp != ticket.Stamp)
        {
            return false;
        }

        if (slot.Thread is { } thread)
        {
            thread.TableUses--;
        }

        FreeUnsynchronized(ticket.Index);
        return true;
    }

    /// <summary>Refuses every new use from here on. Idempotent.</summary>
    internal void Close()
    {
        UninterruptedLock.Enter(this);
        Volatile.Write(ref _closed, true);
        Monitor.Exit(this);
    }

    /// <summary>Who is inside, seen by <paramref name="waiter"/>.</summary>
    internal GateOccupancy Inspect(WaitView waiter)
    {
        using var guard = UninterruptedLock.Take(this);
        RemoveEndedUnsynchronized();
        if (_inside == 0)
        {
            return GateOccupancy.Empty;
        }

        for (var i = 0; i < SlotCount; i++)
        {
            if (Slot(i).IsCountedFor(waiter))
            {
                return GateOccupancy.Occupied;
            }
        }

        return GateOccupancy.Excused;
    }

    /// <summary>Appends everyone inside; with a <paramref name="waiter"/>, only those it waits for.</summary>
    internal void Capture(string owner, TimeProvider time, WaitView? waiter, List<ActiveUse> into)
    {
        using var guard = UninterruptedLock.Take(this);
        for (var i = 0; i < SlotCount && _inside > 0; i++)
        {
            ref var slot = ref Slot(i);
            if (slot.Stamp == 0 || (waiter is { } view && !slot.IsCountedFor(view)))
            {
                continue;
            }

            TimeSpan? age = slot.Start == 0 ? null : time.GetElapsedTime(slot.Start);
            into.Add(new ActiveUse(owner, slot.Name, age, slot.Thread?.Id, slot.Thread?.WaitingIn));
        }
    }

    // Stays of threads that have ended without leaving.
    private void RemoveEndedUnsynchronized()
    {
        for (var i = 0; i < SlotCount && _inside > 0; i++)
        {
            if (Slot(i).Thread is { HasEnded: true })
            {
                FreeUnsynchronized(i);
            }
        }
    }

    private void FreeUnsynchronized(int index)
    {
        Slot(index) = default;
        _inside--;
        _freeFrom = index > 0 ? Math.Min(_freeFrom, index) : _freeFrom;
        AssertInvariants();
    }

    private int SlotCount => 1 + (_more?.Length ?? 0);

    private bool TryEnterSlot(UseThread? thread, string? name, long start, out GateTicket ticket)
    {
        UninterruptedLock.Enter(this);
        if (_closed)
        {
            Monitor.Exit(this);
            ticket = default;
            return false;
        }

        ticket = TakeSlotUnsynchronized(thread, name, start);
        Monitor.Exit(this);
        return true;
    }

    private GateTicket TakeSlotUnsynchronized(UseThread? thread, string? name, long start)
    {
        var index = _first.Stamp == 0 ? 0 : FindFreeSlotUnsynchronized();
        ref var slot = ref Slot(index);
        slot.Thread = thread;
        slot.Name = name;
        slot.Start = start;
        slot.Stamp = ++_stamp;
        _inside++;
        AssertInvariants();
        return GateTicket.InTable(index, _stamp);
    }

    private ref UseSlot Slot(int index)
    {
        if (index == 0)
        {
            return ref _first;
        }

        return ref _more![index - 1];
    }

    private int FindFreeSlotUnsynchronized()
    {
        var more = _more ??= new UseSlot[3];
        for (var i = _freeFrom; i <= more.Length; i++)
        {
            if (more[i - 1].Stamp == 0)
            {
                _freeFrom = i + 1;
                return i;
            }
        }

        Array.Resize(ref _more, more.Length * 2);
        _freeFrom = more.Length + 2;
        return more.Length + 1;
    }
}
