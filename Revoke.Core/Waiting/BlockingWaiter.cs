using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Waiting;

/// <summary>A sleep of the calling thread, in ppoll(2) on the descriptor, a doorbell of its own, and the scope's, which a revoke rings.</summary>
internal sealed unsafe class BlockingWaiter : Waiter
{
    private readonly Doorbell _doorbell;
    private readonly int _scopeDescriptor; // -1: a revoke rings the doorbell, too
    private bool _isSettledHere;

    private BlockingWaiter(Doorbell doorbell, int scopeDescriptor)
    {
        _doorbell = doorbell;
        _scopeDescriptor = scopeDescriptor;
    }

    /// <summary>Sleeps until something settles the sleep, and says what. Never holds a use.</summary>
    internal static WakeCause Sleep(RevokeScope scope, WaitQueue queue, in WaitRequest request, in Deadline deadline, CancellationToken cancellationToken)
    {
        var bell = ScopeBell.Of(scope);
        var scopeDescriptor = bell.Join();
        try
        {
            var doorbell = Doorbell.Rent();
            try
            {
                return new BlockingWaiter(doorbell, scopeDescriptor).SleepCore(queue, request, deadline, cancellationToken);
            }
            finally
            {
                doorbell.Return();
            }
        }
        finally
        {
            bell.Leave();
        }
    }

    private protected override void OnSettled(WakeCause cause)
    {
        if (IsRungFor(cause))
        {
            _doorbell.Ring();
        }
    }

    private WakeCause SleepCore(WaitQueue queue, in WaitRequest request, in Deadline deadline, CancellationToken cancellationToken)
    {
        if (!queue.TryAdd(this, out var closed))
        {
            return closed;
        }

        using var registration = cancellationToken.UnsafeRegister(static state => ((Waiter)state!).TrySettle(WakeCause.Cancelled), this);
        using var timer = deadline.CreateTimer(static state => ((Waiter)state!).TrySettle(WakeCause.TimedOut), this);
        try
        {
            if (request.Source is not null && !request.TryAddToSource(this))
            {
                SettleHere(WakeCause.Ready);
            }

            Poll(request, deadline);
        }
        finally
        {
            queue.Remove(this);
            request.Source?.Remove(this);

            // Anybody else who settled rings the doorbell exactly once, maybe only now; it must be silent before it is lent to the next.
            SettleHere(WakeCause.Ready);
            if (!_isSettledHere && IsRungFor(Cause))
            {
                AwaitRing();
            }
        }

        return Cause;
    }

    private void Poll(in WaitRequest request, in Deadline deadline)
    {
        var descriptors = stackalloc PollFd[3];
        descriptors[0] = new PollFd { fd = _doorbell.Descriptor, events = Libc.POLLIN };
        descriptors[1] = new PollFd { fd = (int?)request.Descriptor?.DangerousGetHandle() ?? -1, events = (short)request.Events };
        descriptors[2] = new PollFd { fd = _scopeDescriptor, events = Libc.POLLIN };
        while (Cause == WakeCause.None)
        {
            var left = deadline.RealRemaining;
            var time = new TimeSpec { tv_sec = (nint)(left.Ticks / TimeSpan.TicksPerSecond), tv_nsec = (nint)(left.Ticks % TimeSpan.TicksPerSecond * 100) };
            var ready = Libc.ppoll(descriptors, 3, left == Timeout.InfiniteTimeSpan ? null : &time, null);
            if (ready < 0 && Errno.Last != Errno.EINTR)
            {
                throw Errno.ToException(Errno.Last, "ppoll", "of a sleeping thread");
            }

            if (ready == 0 || (ready > 0 && descriptors[1].revents == 0 && deadline.HasPassed))
            {
                // Also beside a scope's bell that was rung for others and is not silent yet.
                SettleHere(WakeCause.TimedOut);
            }
            else if (ready > 0 && descriptors[1].revents != 0)
            {
                SettleHere(WakeCause.Ready);
            }
        }
    }

    private bool IsRungFor(WakeCause cause) => cause != WakeCause.Revoked || _scopeDescriptor < 0;

    private void SettleHere(WakeCause cause) => _isSettledHere |= TrySettleSilently(cause);

    private void AwaitRing()
    {
        var descriptor = new PollFd { fd = _doorbell.Descriptor, events = Libc.POLLIN };
        while (!_doorbell.Silence())
        {
            _ = Libc.ppoll(&descriptor, 1, null, null);
        }
    }
}
