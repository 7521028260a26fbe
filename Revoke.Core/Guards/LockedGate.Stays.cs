namespace Revoke.Guards;

/// <content>Single stays, as seen from outside.</content>
internal sealed partial class LockedGate
{
    /// <summary>Every use that is inside.</summary>
    internal List<GateTicket> CaptureUses()
    {
        using var guard = UninterruptedLock.Take(this);
        var stays = new List<GateTicket>();
        for (var i = 0; i < SlotCount && _inside > 0; i++)
        {
            if (Slot(i) is { Stamp: not 0, Thread: not null })
            {
                stays.Add(GateTicket.InTable(i, Slot(i).Stamp));
            }
        }

        return stays;
    }

    /// <summary>Whether that stay lasts.</summary>
    internal bool Contains(GateTicket ticket)
    {
        using var guard = UninterruptedLock.Take(this);
        RemoveEndedUnsynchronized();
        return Slot(ticket.Index).Stamp == ticket.Stamp;
    }

    /// <summary>That stay, seen by <paramref name="waiter"/>.</summary>
    internal GateOccupancy Inspect(GateTicket ticket, WaitView waiter)
    {
        using var guard = UninterruptedLock.Take(this);
        ref var slot = ref Slot(ticket.Index);
        return slot.Stamp != ticket.Stamp ? GateOccupancy.Empty : slot.IsCountedFor(waiter) ? GateOccupancy.Occupied : GateOccupancy.Excused;
    }
}
