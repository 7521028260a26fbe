using Revoke.Guards;

namespace Revoke;

/// <content>Waiting for a teardown: on the caller's thread, which then does the work itself, or without one.</content>
internal sealed partial class Teardown
{
    private List<AsyncWaiter>? _asyncWaiters;
    private int _syncWaiters;
    private int _signals;

    /// <summary>Steps 3 to 7 on the calling thread, waiting up to the deadline.</summary>
    internal RevokeOutcome Wait(TimeSpan timeout, bool first)
    {
        var view = WaitView.Begin(UseThread.Current);
        var excused = WaitFor(target: null, timeout, view);
        var outcome = CreateOutcome(first, excused ? null : view);
        if (timeout != TimeSpan.Zero)
        {
            ReportDeadline(outcome.Stuck);
        }

        return outcome;
    }

    /// <summary>For dispose: not again if somebody has waited to his deadline already, and an interrupt is left for the caller's next wait.</summary>
    internal void WaitQuietly(TimeSpan timeout, RevocableObject? target)
    {
        var view = WaitView.Begin(UseThread.Current);
        try
        {
            var given = HasGivenUp ? TimeSpan.Zero : timeout;
            if (!WaitFor(target, given, view) && given != TimeSpan.Zero && !IsDone(target))
            {
                ReportDeadline(CreateOutcome(wasFirst: false, view).Stuck);
            }
        }
        catch (ThreadInterruptedException)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    internal Task WaitQuietlyAsync(TimeSpan timeout, RevocableObject? target) =>
        WaitForAsync(target, HasGivenUp ? TimeSpan.Zero : timeout, first: false, CancellationToken.None);

    internal Task<RevokeOutcome> WaitAsync(TimeSpan timeout, bool first, CancellationToken stopWaiting) =>
        WaitForAsync(target: null, timeout, first, stopWaiting);

    private void AdvanceOnPool() => ThreadPool.UnsafeQueueUserWorkItem(
        static teardown =>
        {
            teardown.Advance();
            if (teardown.FindUnannounced() is not null)
            {
                teardown.RepeatKicks(); // what it has found may change in silence
            }
        },
        this,
        preferLocal: false);

    private bool HasGivenUp
    {
        get
        {
            using var guard = UninterruptedLock.Take(_sync);
            return _piecemeal;
        }
    }

    private bool IsDone(RevocableObject? target) => IsCompleted || target is { IsReleased: true };

    /// <summary>Waits until done, excused, or the deadline; true if excused: then nobody is stuck, whoever goes on meanwhile.</summary>
    private bool WaitFor(RevocableObject? target, TimeSpan timeout, WaitView view)
    {
        var me = view.Thread;
        WaitUntilBegun(me);
        Advance();
        if (IsDone(target))
        {
            return false;
        }

        var deadline = new Deadline(_time, timeout);
        var alarm = new Alarm(this);
        using var timer = deadline.CreateTimer(static state => ((Alarm)state!).Ring(), alarm);
        var outer = me.WaitingIn;
        Interlocked.Increment(ref _syncWaiters);
        ActiveWaits.Add(this);
        me.WaitingIn = _disposed is { } disposed ? $"dispose of {disposed.Describe()}" : $"revoke of {_scopes[0].Describe()}";
        if (me.IsInside || me.Executing is not null)
        {
            // Pairs with the check in IsExcusedFor: whoever checked before WaitingIn was set is made to check again.
            ActiveWaits.SignalAll();
        }

        try
        {
            bool excused;
            while (!WaitOnce(target, deadline, alarm, view, out excused))
            {
            }

            if (!excused && !IsDone(target))
            {
                ReplaceUnderUse();
            }

            return excused;
        }
        finally
        {
            me.EndWait(outer);
            ActiveWaits.Remove(this);
            Interlocked.Decrement(ref _syncWaiters);
            if (IsDone(target))
            {
                // A signal that counted on this thread, after it looked last, is looked after here.
                Advance();
            }
            else
            {
                GiveUp();
            }
        }
    }

    /// <summary>One sleep until a signal, or the next kick. True if there is nothing to wait for any longer.</summary>
    private bool WaitOnce(RevocableObject? target, Deadline deadline, Alarm alarm, WaitView view, out bool excused)
    {
        var seen = Volatile.Read(ref _signals); // before the look, so that whatever changes after it is a signal not yet seen
        Advance();
        excused = !IsDone(target) && IsExcusedFor(view);
        if (IsDone(target) || excused || alarm.HasRung || deadline.HasPassed)
        {
            return true;
        }

        var slice = Min(KickBlocked(), FindUnannounced()) ?? Deadline.Max;
        var left = deadline.RealRemaining;
        if (left != Timeout.InfiniteTimeSpan && left < slice)
        {
            slice = left;
        }

        Monitor.Enter(_sync);
        try
        {
            if (_signals == seen)
            {
                Monitor.Wait(_sync, slice);
                _retriesWithheld = true;
            }
        }
        finally
        {
            Monitor.Exit(_sync);
        }

        return false;
    }

    /// <summary>Rings once, maybe before <see cref="Deadline.HasPassed"/>: a timer and a timestamp of one clock need not agree to the tick.</summary>
    private sealed class Alarm(Teardown teardown)
    {
        private volatile bool _rung;

        internal bool HasRung => _rung;

        internal void Ring()
        {
            _rung = true;
            teardown.Signal();
        }
    }

    /// <summary>Another thread may be closing gates and waking sleepers still; it never waits for anything meanwhile.</summary>
    private void WaitUntilBegun(UseThread me)
    {
        var interrupted = false;
        while (true)
        {
            FinishBeginning();
            using var guard = UninterruptedLock.Take(_sync);
            if (_begun || Volatile.Read(ref _beginner) == me)
            {
                break;
            }

            if (Volatile.Read(ref _isWoken) != 0)
            {
                continue;
            }

            try
            {
                Monitor.Wait(_sync);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true; // kept for the wait proper: on return every gate is closed, and an asynchronous form does not throw
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private Task<RevokeOutcome> WaitForAsync(RevocableObject? target, TimeSpan timeout, bool first, CancellationToken stopWaiting)
    {
        var view = WaitView.Begin(UseThread.Current);
        WaitUntilBegun(view.Thread);
        Advance();
        var excused = !IsDone(target) && IsExcusedFor(view);
        if (IsDone(target) || excused || timeout == TimeSpan.Zero || stopWaiting.IsCancellationRequested)
        {
            if (!IsDone(target))
            {
                if (!excused)
                {
                    ReplaceUnderUse();
                }

                GiveUp();
            }

            return Task.FromResult(CreateOutcome(first, excused ? null : view));
        }

        var waiter = new AsyncWaiter(this, target, view, first);
        ActiveWaits.Add(this); // before the waiter can be settled, which takes it out again
        using (UninterruptedLock.Take(_sync))
        {
            (_asyncWaiters ??= []).Add(waiter);
        }

        waiter.Arm(_time, timeout, stopWaiting);
        RepeatKicks();

        // What happened before the waiter was in the list has signalled nobody.
        Advance();
        SettleAsyncWaiters();
        return waiter.Task;
    }

    private void SettleAsyncWaiters()
    {
        AsyncWaiter[] waiters;
        using (UninterruptedLock.Take(_sync))
        {
            if (_asyncWaiters is not { Count: > 0 })
            {
                return;
            }

            waiters = [.. _asyncWaiters];
        }

        foreach (var waiter in waiters)
        {
            if (IsDone(waiter.Target))
            {
                waiter.Settle(stuckFor: null);
            }
            else if (IsExcusedFor(waiter.View with { HasCallerGoneOn = true }))
            {
                waiter.Settle(stuckFor: null);
                GiveUp();
            }
        }
    }

    private void RemoveAsyncWaiter(AsyncWaiter waiter)
    {
        using (UninterruptedLock.Take(_sync))
        {
            _asyncWaiters!.Remove(waiter);
        }

        ActiveWaits.Remove(this);
    }

    /// <summary>Somebody has stopped waiting: from here objects are released one by one, by the library, as they become free.</summary>
    private void GiveUp()
    {
        ActiveWaits.Add(this); // until it is completed: for who never leaves because his thread ends
        bool first;
        using (UninterruptedLock.Take(_sync))
        {
            first = !_piecemeal && !_completed;
            _piecemeal = true;
        }

        if (!first)
        {
            ActiveWaits.Remove(this);
        }

        Advance();
        RepeatKicks();
    }

    /// <summary>Something has changed: those who wait look again. Without a waiting thread the library's task looks.</summary>
    internal void Signal()
    {
        bool onPool;
        using (UninterruptedLock.Take(_sync))
        {
            _signals++;
            Monitor.PulseAll(_sync);
            onPool = !_completed && Volatile.Read(ref _syncWaiters) == 0;
        }

        if (onPool)
        {
            AdvanceOnPool();
        }

        SignalDependents();
    }

    private void SignalDependents()
    {
        Teardown[] dependents;
        using (UninterruptedLock.Take(_sync))
        {
            dependents = _dependents is null ? [] : [.. _dependents];
        }

        foreach (var dependent in dependents)
        {
            dependent.Signal();
        }
    }
}
