using Revoke.Guards;

namespace Revoke.Waiting;

internal sealed partial class WaitQueue : ISleepers
{
    /// <summary>Who stands in the queue and is not settled is asleep, or will be in a moment and misses nothing meanwhile.</summary>
    public bool HasSleeper
    {
        get
        {
            using var guard = UninterruptedLock.Take(this);
            for (var waiter = _first; waiter is not null; waiter = waiter.Next)
            {
                if (waiter.Cause == WakeCause.None)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
