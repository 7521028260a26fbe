using System.Runtime.InteropServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Interop;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>Operations over a descriptor that is a stream: FIFO, pipe, tty, socket, character device, inotify.</summary>
internal unsafe partial class DescriptorOperations(SafeHandle handle, DescriptorKind kind, bool ownsHandle)
    : IReadOperation, IWriteOperation, IIoctlOperation, IPollOperation, IFasyncOperation
{
    private TransferMode _mode = kind.Mode;
    private IDisposable? _watch;
    private bool _isExclusiveTty;
    private bool _isLocked;

    private protected DescriptorKind Kind { get; } = kind;

    // Read once: the reference that this object holds, or its being the owner, keeps the number valid until Release.
    internal int Descriptor { get; } = (int)handle.DangerousGetHandle();

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                if (_mode == TransferMode.Polled && !buffer.IsEmpty && Look(PollEvents.In) == 0)
                {
                    return WouldBlock(PollEvents.In);
                }

                var count = Receive(start, (nuint)buffer.Length, offset);
                if (count > 0 || (count == 0 && (!Kind.IsFifo || buffer.IsEmpty)))
                {
                    return OperationResult.Done((int)count);
                }

                if (count == 0)
                {
                    // A FIFO that no writer has opened yet reads as ended, but does not poll as hung up.
                    var seen = Look(PollEvents.In);
                    if ((seen & Libc.POLLIN) != 0)
                    {
                        continue;
                    }

                    return seen == 0 ? WouldBlock(PollEvents.In) : OperationResult.Done(0);
                }

                if (Explain(Errno.Last, PollEvents.In) is { } result)
                {
                    return result;
                }
            }
        }
    }

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var length = (nuint)buffer.Length;
                if (_mode == TransferMode.Polled && !buffer.IsEmpty)
                {
                    if (Look(PollEvents.Out) == 0)
                    {
                        return WouldBlock(PollEvents.Out);
                    }

                    length = nuint.Min(length, Kind.PolledPiece);
                }

                var count = Send(start, length, offset);
                if (count >= 0)
                {
                    return OperationResult.Done((int)count);
                }

                if (Explain(Errno.Last, PollEvents.Out) is { } result)
                {
                    return result;
                }
            }
        }
    }

    public OperationResult Ioctl(in DriverCall context, nuint request, IoctlArgument argument)
    {
        fixed (byte* buffer = argument.Buffer)
        {
            while (true)
            {
                var result = Libc.ioctl(Descriptor, request, argument.IsBuffer ? buffer : (void*)argument.Value);
                if (result >= 0)
                {
                    return OperationResult.Done(result);
                }

                if (Errno.Last != Errno.EINTR)
                {
                    return OperationResult.Failed(Errno.Last);
                }
            }
        }
    }

    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        var seen = Look(events);
        return seen == 0 ? WouldBlock(events)
            : (seen & Libc.POLLNVAL) != 0 ? OperationResult.Failed(Errno.EBADF)
            : OperationResult.Done(seen);
    }

    public OperationResult SetFasync(in DriverCall context, FasyncSubscription? subscription, PollEvents events)
    {
        var errno = 0;
        var watch = subscription is null ? null : ReadinessMonitor.Shared.TryWatch(Descriptor, events, subscription.Announce, out errno);
        if (subscription is not null && watch is null)
        {
            return OperationResult.Failed(errno == Errno.EPERM ? Errno.ENOTTY : errno); // EPERM is epoll's word for what never has events
        }

        Interlocked.Exchange(ref _watch, watch)?.Dispose();
        return OperationResult.Done(0);
    }

    /// <summary>Locks it against others who do so, in this process or another (flock(2)), until <see cref="Release"/>.</summary>
    internal bool TryLock() => _isLocked = Libc.flock(Descriptor, Libc.LOCK_EX | Libc.LOCK_NB) == 0;

    /// <summary>Others who open the tty get EBUSY (ioctl_tty(2)), until release. The mark is the tty's, not the descriptor's, so it is taken back.</summary>
    internal bool TryClaimTty() => _isExclusiveTty = Libc.ioctl(Descriptor, Libc.TIOCEXCL, null) == 0;

    public void Release()
    {
        _watch?.Dispose();
        if (_isExclusiveTty)
        {
            _ = Libc.ioctl(Descriptor, Libc.TIOCNXCL, null); // a tty that is gone has nobody to keep out
        }

        if (_isLocked)
        {
            // Closing does not, as long as a process that is just being started has the descriptor too.
            _ = Libc.flock(Descriptor, Libc.LOCK_UN);
        }

        if (ownsHandle)
        {
            handle.Dispose();
        }
        else
        {
            handle.DangerousRelease();
        }
    }

    /// <summary>poll(2) without waiting; POLLNVAL if the number was closed behind the handle's back.</summary>
    private int Look(PollEvents events)
    {
        var descriptor = new PollFd { fd = Descriptor, events = (short)events };
        var now = default(TimeSpec);
        while (Libc.ppoll(&descriptor, 1, &now, null) < 0 && Errno.Last == Errno.EINTR)
        {
        }

        return descriptor.revents;
    }

    private OperationResult WouldBlock(PollEvents events) => OperationResult.WouldBlock(handle, events);

    /// <summary>What an error number means; null: call again.</summary>
    private OperationResult? Explain(int errno, PollEvents events)
    {
        switch (errno)
        {
            case Errno.EINTR:
                return null;
            case Errno.EAGAIN:
                return WouldBlock(events);
            case Errno.EOPNOTSUPP or Errno.ESPIPE or Errno.EINVAL when _mode == TransferMode.NoWait:
                _mode = TransferMode.Polled;
                return null;
            default:
                return OperationResult.Failed(errno);
        }
    }
}
