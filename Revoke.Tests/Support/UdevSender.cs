using Revoke.Interop;

namespace Revoke.Tests.Support;

/// <summary>Says what udev would say, or anything else, on the uevent socket. Needs root.</summary>
internal sealed unsafe class UdevSender : IDisposable
{
    private readonly Descriptor _socket = new(Descriptor.Check(Libc.socket(Libc.AF_NETLINK, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, Libc.NETLINK_KOBJECT_UEVENT), "socket"));

    /// <summary>To everyone in a group: 1 the kernel's, 2 udev's.</summary>
    public void Broadcast(uint group, ReadOnlySpan<byte> message) => Send(new SocketAddressNetlink { nl_family = Libc.AF_NETLINK, nl_groups = group }, message);

    public void Dispose() => _socket.Dispose();

    private void Send(SocketAddressNetlink to, ReadOnlySpan<byte> message)
    {
        fixed (byte* start = message)
        {
            // ECONNREFUSED: nobody is in the group.
            Descriptor.Check((int)Native.sendto(_socket.Number, start, (nuint)message.Length, 0, &to, (uint)sizeof(SocketAddressNetlink)), "sendto");
        }
    }
}
