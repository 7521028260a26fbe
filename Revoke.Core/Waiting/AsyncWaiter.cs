namespace Revoke.Waiting;

/// <summary>A sleep without a thread: everything that may settle it is armed, then forgotten until it is settled.</summary>
internal abstract class AsyncWaiter : Waiter
{
    private WaitQueue? _queue;
    private WaitRequest _request;
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private int _arrivals;
    private int _isArmed;
    private ReadinessMonitor? _readiness;

    /// <summary>Sleeps; takes over <paramref name="request"/>. <see cref="OnWoken"/> is called once, maybe before this returns.</summary>
    private protected void Sleep(WaitQueue queue, in WaitRequest request, TimeProvider time, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _queue = queue;
        _request = request;
        _arrivals = 0;
        _isArmed = 1;
        Reset();
        try
        {
            Arm(queue, time, timeout, cancellationToken);
        }
        catch
        {
            // Nothing may be left behind that wakes, or keeps open, what the caller is told has failed. Nobody else disarms: it takes two to arrive.
            TrySettle(WakeCause.Ready);
            Disarm();
            throw;
        }

        if (Arrive())
        {
            Disarm();
        }
    }

    internal sealed override void CleanUp()
    {
        if (Volatile.Read(ref _arrivals) == 2)
        {
            Disarm();
        }
    }

    /// <summary>Called outside every lock, by the settler or by who has just armed. After readiness everything is disarmed by then, and the sleeper may sleep again; else that follows.</summary>
    private protected abstract void OnWoken(WakeCause cause);

    private protected sealed override void OnSettled(WakeCause cause)
    {
        // A queue that is closed wakes everyone in it first and cleans up then.
        if (Arrive() && cause is not (WakeCause.Revoked or WakeCause.Disposed))
        {
            Disarm();
        }
    }

    private void Arm(WaitQueue queue, TimeProvider time, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!queue.TryAdd(this, out var closed))
        {
            TrySettle(closed);
            return;
        }

        _registration = cancellationToken.UnsafeRegister(static state => ((Waiter)state!).TrySettle(WakeCause.Cancelled), this);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _timer = time.CreateTimer(static state => ((Waiter)state!).TrySettle(WakeCause.TimedOut), this, timeout, Timeout.InfiniteTimeSpan);
        }

        if (!TryAwaitReadiness())
        {
            TrySettle(WakeCause.Ready);
        }
    }

    private bool TryAwaitReadiness()
    {
        if (_request.Source is not null)
        {
            return _request.TryAddToSource(this);
        }

        var monitor = ReadinessMonitor.Shared;
        var isPending = monitor.TryAdd(this, (int)_request.Descriptor!.DangerousGetHandle(), _request.Events);
        _readiness = monitor;
        return isPending;
    }

    // Two arrive, in any order: the one who has armed everything, and the one who has settled. The second goes on, so that nothing
    // is disarmed that is still being armed. True if there is something left to disarm.
    private bool Arrive()
    {
        if (Interlocked.Increment(ref _arrivals) != 2)
        {
            return false;
        }

        var cause = Cause;
        if (cause != WakeCause.Ready)
        {
            OnWoken(cause);
            return true;
        }

        Disarm();
        OnWoken(cause);
        return false;
    }

    private void Disarm()
    {
        if (Interlocked.Exchange(ref _isArmed, 0) == 0)
        {
            return;
        }

        _queue!.Remove(this);
        _registration.Unregister();
        _timer?.Dispose();
        _timer = null;
        _request.Source?.Remove(this);
        if (_readiness is { } readiness)
        {
            // Deregistered first: a descriptor that is closed while it is registered goes on reporting through its duplicates.
            readiness.Remove(this, (int)_request.Descriptor!.DangerousGetHandle());
            _readiness = null;
        }

        _request.Dispose();
    }
}
