using Revoke.Guards;

namespace Revoke.Files;

/// <summary>A page that one thread has the driver bring to its next state, outside every lock; whoever needs it meanwhile waits for that thread.</summary>
/// <remarks>A wait that would close a circle is refused, under the one lock of all waits: nobody waits for himself (as I7 has it of teardowns).</remarks>
internal sealed class PageClaim(bool isReadable) : PageState(isReadable)
{
    private const int Running = 0;
    private const int Awaited = 1;
    private const int Done = 2;

    private static readonly TimeSpan s_nextLook = TimeSpan.FromMilliseconds(10);
    private static readonly object s_sync = new();
    private static readonly Dictionary<UseThread, PageClaim> s_waiting = [];

    private readonly UseThread _owner = UseThread.Current;
    private int _progress;

    /// <summary>Makes whoever waits look again: a gate has been closed.</summary>
    internal static void WakeAll()
    {
        using var guard = UninterruptedLock.Take(s_sync);
        Monitor.PulseAll(s_sync);
    }

    /// <summary>The page's state has been written: whoever waited looks at that.</summary>
    internal void End()
    {
        if (Interlocked.Exchange(ref _progress, Done) == Awaited)
        {
            WakeAll();
        }
    }

    /// <summary>Waits on behalf of somebody inside <paramref name="waiter"/>. An interrupt is kept for the caller's own next wait.</summary>
    internal PageWait Wait(RevocableObject waiter)
    {
        var interrupted = false;
        var me = UseThread.Current;
        using var guard = UninterruptedLock.Take(s_sync);
        if (Interlocked.CompareExchange(ref _progress, Awaited, Running) == Done)
        {
            return PageWait.Ended;
        }

        if (WaitsFor(me))
        {
            return PageWait.Circular;
        }

        s_waiting.Add(me, this);
        while (_progress != Done && !IsOwnerWaitingForUses(waiter))
        {
            try
            {
                // Once the gate is closed its owner may come to wait for this very use, and that is told to nobody.
                Monitor.Wait(s_sync, waiter.IsRevoked ? s_nextLook : Timeout.InfiniteTimeSpan);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        s_waiting.Remove(me);
        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }

        return _progress == Done ? PageWait.Ended : PageWait.Refused;
    }

    private bool IsOwnerWaitingForUses(RevocableObject waiter) => waiter.IsRevoked && _owner.WaitingIn is not null;

    private bool WaitsFor(UseThread thread)
    {
        var claim = this;
        while (claim._owner != thread)
        {
            // Who waited for one that has ended has not woken yet, and is in nobody's way.
            if (!s_waiting.TryGetValue(claim._owner, out claim!) || Volatile.Read(ref claim._progress) == Done)
            {
                return false;
            }
        }

        return true;
    }
}
