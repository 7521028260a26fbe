using Revoke.Guards;

namespace Revoke.Mappings;

/// <summary>Replaces many ranges in few steps: those that lie side by side and are to look alike become one.</summary>
internal sealed class MemoryReplacer : IMemoryReplacer
{
    private static readonly object s_sync = new(); // the kernel replaces one at a time as well

    internal static MemoryReplacer Instance { get; } = new();

    /// <inheritdoc/>
    public void Replace(List<IReplaceable> memory)
    {
        var ranges = new MappedRange[memory.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = ((RevocableMapping)memory[i]).Range;
        }

        Replace(ranges);
    }

    /// <summary>Replaces what is not replaced yet. <see cref="MappedRange.IsReplaced"/> tells of each whether it was done.</summary>
    internal static void Replace(MappedRange[] ranges)
    {
        using var guard = UninterruptedLock.Take(s_sync);
        var kept = Keep(ranges);
        if (kept.Count > 1)
        {
            kept.Sort(static (one, other) => one.Address.CompareTo(other.Address));
        }

        for (var from = 0; from < kept.Count;)
        {
            var to = from + 1;
            var end = End(kept[from]);
            while (to < kept.Count && kept[to].Address == end && LookAlike(kept[from], kept[to]))
            {
                end = End(kept[to++]);
            }

            if (to - from == 1 || !TryReplaceTogether(kept, from, to, end))
            {
                ReplaceEach(kept, from, to);
            }

            from = to;
        }

        foreach (var range in kept)
        {
            range.DangerousRelease();
        }
    }

    // Referred to while they are replaced: the addresses of one that is closed may be another's by now.
    private static List<MappedRange> Keep(MappedRange[] ranges)
    {
        var kept = new List<MappedRange>(ranges.Length);
        foreach (var range in ranges)
        {
            if (range.IsReplaced)
            {
                continue;
            }

            var added = false;
            try
            {
                range.DangerousAddRef(ref added);
                kept.Add(range);
            }
            catch (ObjectDisposedException)
            {
                // Its owner has given it back.
            }
        }

        return kept;
    }

    private static bool TryReplaceTogether(List<MappedRange> ranges, int from, int to, nint end)
    {
        var first = ranges[from];
        if (!RangeReplacement.TryReplace(first.Address, (nuint)(end - first.Address), first.Protection, first.Policy))
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            ranges[i].IsReplaced = true;
        }

        return true;
    }

    private static void ReplaceEach(List<MappedRange> ranges, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var range = ranges[i];
            range.IsReplaced = RangeReplacement.TryReplace(range.Address, range.Length, range.Protection, range.Policy);
        }
    }

    private static bool LookAlike(MappedRange one, MappedRange other) => one.Protection == other.Protection && one.Policy == other.Policy;

    private static nint End(MappedRange range) => range.Address + (nint)range.Length;
}
