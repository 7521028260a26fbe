using Revoke.Guards;

namespace Revoke.Waiting;

/// <summary>The sleepers of one file. Closed once, by revoke or dispose; from then on nobody falls asleep in it (I9).</summary>
/// <param name="observer">Who is told of every sleep; null for nobody.</param>
internal sealed partial class WaitQueue(ISleepObserver? observer = null)
{
    private Waiter? _first;
    private WakeCause _closed;
    private List<Waiter>? _woken;

    /// <summary>Whether the sleeper is in the queue; if not, the queue is closed, and he is told why.</summary>
    internal bool TryAdd(Waiter waiter, out WakeCause closed)
    {
        using (UninterruptedLock.Take(this))
        {
            closed = _closed;
            if (closed != WakeCause.None)
            {
                return false;
            }

            AddUnsynchronized(waiter);
        }

        observer?.OnAsleep(this);
        return true;
    }

    internal void Remove(Waiter waiter)
    {
        using var guard = UninterruptedLock.Take(this);
        if (!waiter.IsQueued)
        {
            return;
        }

        if (waiter.Previous is not null)
        {
            waiter.Previous.Next = waiter.Next;
        }
        else
        {
            _first = waiter.Next;
        }

        if (waiter.Next is not null)
        {
            waiter.Next.Previous = waiter.Previous;
        }

        waiter.Previous = waiter.Next = null;
        waiter.IsQueued = false;
    }

    /// <summary>Wakes everyone, says whether there was anyone, and lets nobody sleep again. The first cause stays. To be followed by <see cref="CleanUp"/>.</summary>
    internal bool Close(WakeCause cause)
    {
        List<Waiter>? sleepers = null;
        using (UninterruptedLock.Take(this))
        {
            if (_closed == WakeCause.None)
            {
                _closed = cause;
            }

            while (_first is { } waiter)
            {
                _first = waiter.Next;
                waiter.Previous = waiter.Next = null;
                waiter.IsQueued = false;
                (sleepers ??= []).Add(waiter);
            }
        }

        if (sleepers is null)
        {
            return false;
        }

        // Outside the lock: settling an asynchronous sleep takes other locks.
        foreach (var waiter in sleepers)
        {
            waiter.TrySettle(cause);
        }

        Volatile.Write(ref _woken, sleepers);
        return true;
    }

    /// <summary>What need not be done before everybody, of other files too, has been woken.</summary>
    internal void CleanUp()
    {
        foreach (var waiter in Interlocked.Exchange(ref _woken, null) ?? [])
        {
            waiter.CleanUp();
        }
    }

    private void AddUnsynchronized(Waiter waiter)
    {
        waiter.Next = _first;
        if (_first is not null)
        {
            _first.Previous = waiter;
        }

        _first = waiter;
        waiter.IsQueued = true;
    }
}
