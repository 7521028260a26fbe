using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Waiting;

/// <summary>A sleep of the calling thread, in ppoll(2) on the descriptor and a doorbell.</summary>
internal sealed unsafe class BlockingWaiter : Waiter
{
    private readonly Doorbell _doorbell;

    private BlockingWaiter(Doorbell doorbell) => _doorbell = doorbell;

    /// <summary>Sleeps until something settles the sleep, and says what. Never holds a use.</summary>
    internal static WakeCause Sleep(WaitQueue queue, in WaitRequest request, in Deadline deadline, CancellationToken cancellationToken)
    {
        var doorbell = Doorbell.Rent();
        var waiter = new BlockingWaiter(doorbell);
        try
        {
            return waiter.SleepCore(queue, request, deadline, cancellationToken);
        }
        finally
        {
            doorbell.Return();
        }
    }

    private protected override void OnSettled() => _doorbell.Ring();

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
                TrySettle(WakeCause.Ready);
            }

            Poll(request, deadline);
        }
        finally
        {
            queue.Remove(this);
            request.Source?.Remove(this);

            // Whoever settled rings exactly once, maybe only now; the doorbell must be silent before it is lent to the next.
            TrySettle(WakeCause.Ready);
            AwaitRing();
        }

        return Cause;
    }

    private void Poll(in WaitRequest request, in Deadline deadline)
    {
        var descriptors = stackalloc PollFd[2];
        descriptors[0] = new PollFd { fd = _doorbell.Descriptor, events = Libc.POLLIN };
        descriptors[1] = new PollFd { fd = (int?)request.Descriptor?.DangerousGetHandle() ?? -1, events = (short)request.Events };
        while (Cause == WakeCause.None)
        {
            var left = deadline.RealRemaining;
            var time = new TimeSpec { tv_sec = (nint)(left.Ticks / TimeSpan.TicksPerSecond), tv_nsec = (nint)(left.Ticks % TimeSpan.TicksPerSecond * 100) };
            var ready = Libc.ppoll(descriptors, 2, left == Timeout.InfiniteTimeSpan ? null : &time, null);
            if (ready < 0 && Errno.Last != Errno.EINTR)
            {
                throw Errno.ToException(Errno.Last, "ppoll", "of a sleeping thread");
            }

            if (ready == 0)
            {
                TrySettle(WakeCause.TimedOut);
            }
            else if (ready > 0 && descriptors[1].revents != 0)
            {
                TrySettle(WakeCause.Ready);
            }
        }
    }

    private void AwaitRing()
    {
        var descriptor = new PollFd { fd = _doorbell.Descriptor, events = Libc.POLLIN };
        while (!_doorbell.Silence())
        {
            _ = Libc.ppoll(&descriptor, 1, null, null);
        }
    }
}
