using System.Runtime.CompilerServices;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Hotplug;

/// <summary>The kernel's uevent socket, both of its groups: what the kernel says, and what udev says after its rules have run.</summary>
internal sealed unsafe class UeventSource : IBlockingEventSource, IDisposable
{
    private const uint KernelGroup = 1;
    private const uint UdevGroup = 2;
    private const int MessageSize = 64 * 1024;
    private const int DefaultBuffer = 16 * 1024 * 1024;

    private readonly OwnedDescriptor _socket;
    private readonly byte[] _message = GC.AllocateUninitializedArray<byte>(MessageSize, pinned: true);

    private UeventSource(OwnedDescriptor socket) => _socket = socket;

    /// <summary>Opens and binds the socket: what happens from now on is not missed, though it may overflow.</summary>
    /// <param name="receiveBuffer">How much it holds before it overflows, bytes.</param>
    internal static UeventSource Open(int receiveBuffer = DefaultBuffer)
    {
        var fd = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, Libc.NETLINK_KOBJECT_UEVENT);
        if (fd < 0)
        {
            throw Errno.ToException(Errno.Last, "socket", "of device events (AF_NETLINK, NETLINK_KOBJECT_UEVENT)");
        }

        var socket = new OwnedDescriptor(fd);
        try
        {
            // Beyond the system's limit if that is allowed, else up to it.
            if (Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, &receiveBuffer, sizeof(int)) < 0)
            {
                _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, &receiveBuffer, sizeof(int));
            }

            var on = 1;
            var address = new SocketAddressNetlink { nl_family = Libc.AF_NETLINK, nl_groups = KernelGroup | UdevGroup };
            if (Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_PASSCRED, &on, sizeof(int)) < 0 ||
                Libc.bind(fd, &address, (uint)sizeof(SocketAddressNetlink)) < 0)
            {
                throw Errno.ToException(Errno.Last, "bind", "the socket of device events");
            }

            return new UeventSource(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public IEnumerable<DeviceEvent> Read(CancellationToken cancellationToken)
    {
        using var end = new CancellationBell(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!TryReceive(out var received))
            {
                Sleep(end.Descriptor);
            }
            else if (received is not null)
            {
                yield return received;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Takes one message; null with true if it was no event, or nobody's who may send one.</summary>
    private bool TryReceive(out DeviceEvent? received)
    {
        var sender = default(SocketAddressNetlink);
        var credentials = default(CredentialsMessage);
        var vector = new IoVector { iov_base = Unsafe.AsPointer(ref _message[0]), iov_len = MessageSize };
        var header = new MessageHeader
        {
            msg_name = &sender,
            msg_namelen = (uint)sizeof(SocketAddressNetlink),
            msg_iov = &vector,
            msg_iovlen = 1,
            msg_control = &credentials,
            msg_controllen = (nuint)sizeof(CredentialsMessage),
        };
        var length = Libc.recvmsg(_socket.Number, &header, 0);
        var errno = Errno.Last;
        received = null;
        if (length >= 0)
        {
            if (IsTrusted(sender, credentials) && (header.msg_flags & Libc.MSG_TRUNC) == 0)
            {
                received = UeventParser.Parse(_message.AsSpan(0, (int)length)) is { } parsed && parsed.IsFromUdev == (sender.nl_groups == UdevGroup) ? parsed with { Timestamp = TimeProvider.System.GetTimestamp() } : null;
            }

            return true;
        }

        switch (errno)
        {
            case Errno.EAGAIN:
                return false;
            case Errno.EINTR:
                return true;
            case Errno.ENOBUFS:
                received = DeviceEvent.Overflow with { Timestamp = TimeProvider.System.GetTimestamp() };
                return true;
            default:
                throw Errno.ToException(errno, "recvmsg", "of device events");
        }
    }

    // Anybody may send to this socket by its port; only the kernel and root's udev send to a group (netlink(7)).
    private static bool IsTrusted(SocketAddressNetlink sender, CredentialsMessage credentials) =>
        credentials.cmsg_level == Libc.SOL_SOCKET && credentials.cmsg_type == Libc.SCM_CREDENTIALS && credentials.uid == 0 &&
        ((sender.nl_groups == KernelGroup && sender.nl_pid == 0) || sender.nl_groups == UdevGroup);

    private void Sleep(int bell)
    {
        var descriptors = stackalloc PollFd[2];
        descriptors[0] = new PollFd { fd = _socket.Number, events = Libc.POLLIN };
        descriptors[1] = new PollFd { fd = bell, events = Libc.POLLIN };
        if (Libc.ppoll(descriptors, 2, null, null) < 0 && Errno.Last != Errno.EINTR)
        {
            throw Errno.ToException(Errno.Last, "ppoll", "of device events");
        }
    }
}
