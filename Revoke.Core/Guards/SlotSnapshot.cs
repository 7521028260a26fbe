using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>Everyone who was inside of anything, as each slot was when it was looked at.</summary>
internal sealed unsafe class SlotSnapshot
{
    private const int FewEnough = 8;

    private static readonly SlotSnapshot s_nobody = new([]);

    private readonly List<SlotStay> _stays;
    private readonly HashSet<long>? _ids;

    private SlotSnapshot(List<SlotStay> stays)
    {
        _stays = stays;
        _ids = stays.Count > FewEnough ? [.. stays.Select(static stay => stay.Id)] : null;
    }

    internal static SlotSnapshot Take()
    {
        List<SlotStay>? stays = null;
        foreach (var block in SlotBlock.All)
        {
            Add(block, 0, SlotBlock.UseSlots, ref stays);
            Add(block, SlotBlock.FirstHold, block.HoldsEnd, ref stays);
        }

        return stays is null ? s_nobody : new SlotSnapshot(stays);
    }

    /// <summary>Whether anybody was inside of the gate with that id.</summary>
    internal bool Contains(long id)
    {
        if (_ids is not null)
        {
            return _ids.Contains(id);
        }

        foreach (ref readonly var stay in CollectionsMarshal.AsSpan(_stays))
        {
            if (stay.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    internal IEnumerable<SlotStay> Of(long id) => _stays.Where(stay => stay.Id == id);

    private static void Add(SlotBlock block, int from, int to, ref List<SlotStay>? stays)
    {
        for (var i = from; i < to; i++)
        {
            var stay = Volatile.Read(ref block.First[i]);
            if (SlotBlock.IsTaken(stay))
            {
                (stays ??= []).Add(new SlotStay(block, i, stay));
            }
        }
    }
}
