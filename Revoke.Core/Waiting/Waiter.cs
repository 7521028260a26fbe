namespace Revoke.Waiting;

/// <summary>
/// One sleep. Readiness, revoke, dispose, the caller's token and time all try to settle it; the first one decides what the sleeper
/// is told, and it decides once (I8).
/// </summary>
internal abstract class Waiter
{
    private int _cause;

    // The list of a WaitQueue; guarded by its lock.
    internal Waiter? Previous { get; set; }

    internal Waiter? Next { get; set; }

    internal bool IsQueued { get; set; }

    /// <summary>Who has settled it; <see cref="WakeCause.None"/> while it sleeps.</summary>
    internal WakeCause Cause => (WakeCause)Volatile.Read(ref _cause);

    internal bool TrySettle(WakeCause cause)
    {
        if (!TrySettleSilently(cause))
        {
            return false;
        }

        OnSettled(cause);
        return true;
    }

    /// <summary>What need not be done before others are woken: called by a queue that was closed.</summary>
    internal virtual void CleanUp()
    {
    }

    /// <summary>For the sleeper itself, who needs nobody to wake him.</summary>
    private protected bool TrySettleSilently(WakeCause cause) =>

        // Full fence: what the settler did before is seen by the woken, who reads the cause first.
        Interlocked.CompareExchange(ref _cause, (int)cause, (int)WakeCause.None) == (int)WakeCause.None;

    /// <summary>For a sleeper that sleeps again. Whoever settles late settles the new sleep, which is right or harmless for every cause (docs/concurrency.md).</summary>
    private protected void Reset() => Volatile.Write(ref _cause, (int)WakeCause.None);

    /// <summary>Called by the settler, if that is not the sleeper himself, once per sleep and outside every lock.</summary>
    private protected abstract void OnSettled(WakeCause cause);
}
