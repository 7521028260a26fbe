namespace Revoke.Guards;

/// <summary>The uses that were inside a gate that stays open, at one moment. Nobody is told when they leave.</summary>
internal sealed class Bystanders(List<SlotStay> slots, LockedGate? table, List<GateTicket> inTable)
{
    /// <summary>Whether all of them have left. Once true, true for ever.</summary>
    internal bool HaveLeft => !slots.Exists(static stay => stay.Lasts) && !inTable.Exists(ticket => table!.Contains(ticket));

    internal GateOccupancy Inspect(WaitView waiter)
    {
        var occupancy = GateOccupancy.Empty;
        foreach (var stay in slots)
        {
            var one = !stay.Lasts ? GateOccupancy.Empty : stay.IsCountedFor(waiter) ? GateOccupancy.Occupied : GateOccupancy.Excused;
            occupancy = one > occupancy ? one : occupancy;
        }

        foreach (var ticket in inTable)
        {
            var one = table!.Inspect(ticket, waiter);
            occupancy = one > occupancy ? one : occupancy;
        }

        return occupancy;
    }

    /// <summary>Appends those who have not left; with a <paramref name="waiter"/>, only those it waits for. Those in the table are not told apart from later ones.</summary>
    internal void Capture(string owner, TimeProvider time, WaitView? waiter, List<ActiveUse> into)
    {
        foreach (var stay in slots)
        {
            if (stay.Lasts && (waiter is not { } view || stay.IsCountedFor(view)))
            {
                into.Add(stay.Describe(owner, time));
            }
        }

        if (inTable.Exists(ticket => table!.Contains(ticket)))
        {
            table!.Capture(owner, time, waiter, into);
        }
    }
}
