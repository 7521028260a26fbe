using System.Runtime.CompilerServices;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>The plain way: users counted by interlocked operations, and a bit for closed.</summary>
internal sealed class CountedObject
{
    private const long Closed = long.MinValue;

    private long _word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _word) > 0)
        {
            return true;
        }

        Interlocked.Decrement(ref _word);
        return false;
    }

    /// <summary>True if it is closed, and who waits is to be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Leave() => Interlocked.Decrement(ref _word) < 0;

    internal void Renew() => _word = 0;

    internal void Close() => Interlocked.Or(ref _word, Closed);

    internal bool IsEmpty => Volatile.Read(ref _word) == Closed;
}
