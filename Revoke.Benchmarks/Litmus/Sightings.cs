using System.Globalization;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus;

/// <summary>The violations that were seen: all are counted, the first are described.</summary>
internal sealed class Sightings
{
    private const int Described = 5;

    private readonly object _sync = new();
    private readonly List<FormattableString> _first = [];
    private long _count;

    internal long Count => Interlocked.Read(ref _count);

    /// <summary>The first ones, in words.</summary>
    internal IReadOnlyList<string> First
    {
        get
        {
            using var guard = UninterruptedLock.Take(_sync);
            return [.. _first.Select(static what => what.ToString(CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>One more. It is put into words by who prints it: who sees it may be interrupted wherever the runtime takes a lock.</summary>
    internal void Add(FormattableString what)
    {
        if (Interlocked.Increment(ref _count) <= Described)
        {
            using var guard = UninterruptedLock.Take(_sync);
            _first.Add(what);
        }
    }
}
