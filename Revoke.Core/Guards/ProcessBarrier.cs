namespace Revoke.Guards;

/// <summary>
/// A full fence in every thread of the process, membarrier(2): what a thread wrote before it is visible, or else what it reads after it is new. Costs the caller some
/// microseconds and every running thread an interrupt; callers who come together share one.
/// </summary>
internal static class ProcessBarrier
{
    private static readonly object s_sync = new();
    private static long s_asked;
    private static long s_answered;

    internal static void Issue()
    {
        var mine = Interlocked.Increment(ref s_asked);
        using var guard = UninterruptedLock.Take(s_sync);
        if (s_answered >= mine)
        {
            return; // one that began after this call did
        }

        var asked = Volatile.Read(ref s_asked);
        Interlocked.MemoryBarrierProcessWide();
        s_answered = asked;
    }
}
