namespace Revoke.Guards;

/// <content>Who is inside, for whoever has closed the gate and, if it was promoted, has made every thread pass a fence.</content>
internal unsafe partial struct AsymmetricGate
{
    /// <summary>Whether anybody is inside. Of a closed gate after its fence: once false, false for ever, but for attempts that are about to be refused.</summary>
    internal readonly bool IsOccupied(ref SlotSnapshot? snapshot)
    {
        var word = Volatile.Read(in _word);
        return (word & (Promoted | Marked)) != 0 && (snapshot ??= SlotSnapshot.Take()).Contains(SlotBlock.IdOf(word)); // marked, and in no slot: has left
    }

    /// <summary>Who is inside, seen by <paramref name="waiter"/>.</summary>
    internal readonly GateOccupancy Inspect(WaitView waiter, ref SlotSnapshot? snapshot)
    {
        var word = Volatile.Read(in _word);
        if ((word & (Promoted | Marked)) == 0)
        {
            return GateOccupancy.Empty;
        }

        var occupancy = GateOccupancy.Empty;
        foreach (var stay in (snapshot ??= SlotSnapshot.Take()).Of(SlotBlock.IdOf(word)))
        {
            if (stay.IsCountedFor(waiter))
            {
                return GateOccupancy.Occupied;
            }

            occupancy = GateOccupancy.Excused;
        }

        return occupancy;
    }

    /// <summary>Appends everyone inside; with a <paramref name="waiter"/>, only those it waits for.</summary>
    internal readonly void Capture(string owner, TimeProvider time, WaitView? waiter, List<ActiveUse> into)
    {
        if (Id == 0)
        {
            return;
        }

        foreach (var stay in SlotSnapshot.Take().Of(Id))
        {
            if (waiter is not { } view || stay.IsCountedFor(view))
            {
                into.Add(stay.Describe(owner, time));
            }
        }
    }
}
