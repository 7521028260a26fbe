using Revoke.Guards;
using Revoke.Waiting;

namespace Revoke.Drivers;

/// <summary>An event of a driver's own, for what has no descriptor: operations that would have to sleep name it, and the driver sets it when they are worth calling again.</summary>
public sealed class WaitSource
{
    private static long s_epoch;

    private readonly HashSet<Waiter> _waiters = [];
    private long _lastSet;

    /// <summary>
    /// Counts every <see cref="Set"/> of every source. Read before the driver looks at its condition: a source set after the look has a
    /// later number, and the wait is not begun (I10).
    /// </summary>
    internal static long Epoch => Volatile.Read(ref s_epoch); // acquire: the driver's look is not before this read

    /// <summary>Wakes everyone who waits for this source; they call the driver again. Any thread, never blocks. Change the condition first, then set.</summary>
    public void Set()
    {
        Waiter[] waiters;
        using (UninterruptedLock.Take(_waiters))
        {
            _lastSet = Interlocked.Increment(ref s_epoch); // release: the changed condition is seen by whoever reads this number
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (var waiter in waiters)
        {
            waiter.TrySettle(WakeCause.Ready);
        }
    }

    internal bool TryAdd(Waiter waiter, long epoch)
    {
        using var guard = UninterruptedLock.Take(_waiters);
        if (_lastSet > epoch)
        {
            return false;
        }

        _waiters.Add(waiter);
        return true;
    }

    internal void Remove(Waiter waiter)
    {
        using var guard = UninterruptedLock.Take(_waiters);
        _waiters.Remove(waiter);
    }
}
