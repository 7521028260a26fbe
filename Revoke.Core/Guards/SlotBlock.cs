using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>
/// Where one thread writes down what it is inside of. A slot is the id of a gate in the high 40 bits, 0 if it is free, and below them a number
/// that counts its stays. Memory of its own, never freed: whoever scans, and whoever still has a ticket, may look at it at any time.
/// </summary>
internal sealed unsafe class SlotBlock
{
    /// <summary>Slots for synchronous uses, which share a cache line with nothing else.</summary>
    internal const int UseSlots = 8;

    /// <summary>The first slot of a hold: the line between is fetched together with the uses' by some processors.</summary>
    internal const int FirstHold = 16;

    internal const int Slots = 128;

    /// <summary>The bits of a slot, and of a gate's word, that are not its id.</summary>
    internal const int BelowId = 0xFFFFFF;

    /// <summary>The bits of a free slot: one less than there are below an id, so that the step to the next number never reaches the id.</summary>
    private const int Numbers = BelowId >> 1;

    /// <summary>The step from an id to the next one.</summary>
    internal const long OneId = BelowId + 1L;

    private const long LastId = 1L << 39; // the sign is nobody's

    private const int IdsAtOnce = 1024;
    private const int Alignment = 128;

    private static readonly object s_sync = new();
    private static SlotBlock[] s_all = [];
    private static long s_ids;

    private UseThread _owner;
    private StayDetails[]? _details;
    private int _holdsEnd = FirstHold;
    private long _nextId;
    private long _idsLeft;
    private bool _isOrphan;

    private SlotBlock(UseThread owner)
    {
        _owner = owner;
        First = (long*)NativeMemory.AlignedAlloc(Slots * sizeof(long), Alignment);
        new Span<long>(First, Slots).Clear();
    }

    /// <summary>All that have ever been.</summary>
    internal static SlotBlock[] All => Volatile.Read(ref s_all);

    internal long* First { get; }

    /// <summary>Whose uses are in it.</summary>
    internal UseThread Owner => Volatile.Read(ref _owner);

    /// <summary>One past the last slot that has ever held a hold.</summary>
    internal int HoldsEnd => Volatile.Read(ref _holdsEnd);

    /// <summary>A block for a thread: one whose thread has died and in which nobody is any more, or a new one.</summary>
    internal static SlotBlock Rent(UseThread owner)
    {
        using var guard = UninterruptedLock.Take(s_sync);
        foreach (var old in s_all)
        {
            if (old._isOrphan && old.IsEmpty)
            {
                old._isOrphan = false;
                Volatile.Write(ref old._owner, owner);
                return old;
            }
        }

        // In the list before its first slot is written: whoever closes a gate after that scans it.
        var block = new SlotBlock(owner);
        Volatile.Write(ref s_all, [.. s_all, block]);
        Interlocked.MemoryBarrier();
        return block;
    }

    /// <summary>Its thread has ended: synchronous uses that it never left end with it. True if there were any.</summary>
    internal bool Abandon()
    {
        var wasInside = false;
        for (var i = 0; i < UseSlots; i++)
        {
            var stay = Volatile.Read(ref First[i]);
            wasInside |= IsTaken(stay) && Interlocked.CompareExchange(ref First[i], Free(stay), stay) == stay;
        }

        using var guard = UninterruptedLock.Take(s_sync);
        _isOrphan = true;
        return wasInside;
    }

    internal static bool IsTaken(long slot) => (ulong)slot > Numbers;

    /// <summary>What a free slot becomes when a stay of a gate begins in it.</summary>
    /// <param name="free">The slot, free.</param>
    /// <param name="step">The gate's id, and below it the step from the last stay's number to this one's: at least 1, and a few hundred at most.</param>
    internal static long Take(long free, long step) => step + free;

    /// <summary>What a slot becomes when its stay ends.</summary>
    internal static long Free(long stay) => stay & Numbers;

    internal static long IdOf(long slotOrWord) => slotOrWord & ~(long)BelowId;

    /// <summary>A new id for a gate; 0 if there are none any more. Its own thread only.</summary>
    internal long TakeId()
    {
        if (_idsLeft == 0)
        {
            var end = Interlocked.Add(ref s_ids, IdsAtOnce);
            if (end > LastId)
            {
                Interlocked.Add(ref s_ids, -IdsAtOnce); // so that it never comes round
                return 0;
            }

            _nextId = end - IdsAtOnce + 1;
            _idsLeft = IdsAtOnce;
        }

        _idsLeft--;
        return _nextId++ * OneId;
    }

    /// <summary>A free slot for a synchronous use; -1 if there is none. Its own thread only.</summary>
    internal int FindFreeUse()
    {
        for (var i = 0; i < UseSlots; i++)
        {
            if (!IsTaken(First[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where the thread found a free slot for a hold last, a place in the same memory that is no slot: it is likely to be free again.</summary>
    internal const int HoldHint = UseSlots;

    /// <summary>A free slot for a hold; -1 if there is none. Its own thread only.</summary>
    internal int FindFreeHold()
    {
        for (var i = FirstHold; i < Slots; i++)
        {
            if (!IsTaken(Volatile.Read(ref First[i])))
            {
                if (i >= _holdsEnd)
                {
                    Volatile.Write(ref _holdsEnd, i + 1); // before the slot, so that who scans looks as far
                }

                First[HoldHint] = i;
                return i;
            }
        }

        return -1;
    }

    /// <summary>What is known of a stay beside its gate. Its own thread only, before the stay is published.</summary>
    internal void Describe(int index, long stay, string? name, long start) => (_details ??= new StayDetails[Slots])[index].Set(stay, name, start);

    /// <summary>The name and the start of a stay; nothing if none was given, or the stay has ended.</summary>
    internal (string? Name, long Start) GetDetails(int index, long stay) =>
        Volatile.Read(ref _details) is { } details && details[index].TryGet(stay, out var name, out var start) ? (name, start) : default;

    /// <summary>Whether its thread is in a synchronous use. Its own thread only.</summary>
    internal bool IsInUse => FindTaken(0, UseSlots);

    private bool IsEmpty => !FindTaken(0, HoldsEnd);

    private bool FindTaken(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (IsTaken(Volatile.Read(ref First[i])))
            {
                return true;
            }
        }

        return false;
    }
}
