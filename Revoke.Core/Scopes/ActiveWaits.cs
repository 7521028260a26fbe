using Revoke.Guards;

namespace Revoke;

/// <summary>The teardowns that somebody waits for now: told when a thread begins to wait while it is inside a use, for that use is then excused.</summary>
internal static class ActiveWaits
{
    private static readonly object s_sync = new();
    private static readonly List<Teardown> s_waits = [];

    internal static void Add(Teardown teardown)
    {
        using var guard = UninterruptedLock.Take(s_sync);
        s_waits.Add(teardown);
    }

    internal static void Remove(Teardown teardown)
    {
        using var guard = UninterruptedLock.Take(s_sync);
        s_waits.Remove(teardown);
    }

    internal static void SignalAll()
    {
        Teardown[] waits;
        using (UninterruptedLock.Take(s_sync))
        {
            waits = [.. s_waits];
        }

        foreach (var teardown in waits)
        {
            teardown.Signal();
        }
    }
}
