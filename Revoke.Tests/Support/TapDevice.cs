using System.Text;

namespace Revoke.Tests.Support;

/// <summary>A persistent network device, which somebody else can delete while it is read. Needs root and /dev/net/tun.</summary>
internal sealed class TapDevice : IDisposable
{
    private const int IFF_TAP = 2;
    private const int IFF_NO_PI = 0x1000;
    private const int IFF_MULTI_QUEUE = 0x100;

    private readonly List<Descriptor> _queues = [];

    public TapDevice()
    {
        Name = IpCommand.NewName();
        Queue = OpenQueue();
    }

    public string Name { get; }

    /// <summary>The first queue, a blocking descriptor.</summary>
    public Descriptor Queue { get; }

    public static void RequireOrIgnore()
    {
        if (!IsPossible(out var reason))
        {
            Assert.Ignore(reason);
        }
    }

    public static bool IsPossible(out string reason)
    {
        reason = Native.geteuid() != 0 ? "A tap device needs root."
            : !File.Exists("/dev/net/tun") ? "There is no /dev/net/tun."
            : !File.Exists("/sbin/ip") && !File.Exists("/usr/sbin/ip") && !File.Exists("/bin/ip") ? "Deleting a tap device needs ip (iproute2)."
            : string.Empty;
        return reason.Length == 0;
    }

    /// <summary>Another descriptor of the same device.</summary>
    public Descriptor OpenQueue(int flags = 0)
    {
        var queue = Descriptor.Open("/dev/net/tun", Native.O_RDWR | flags);
        var request = new byte[40]; // struct ifreq: the name, then the flags at 16
        Encoding.ASCII.GetBytes(Name, request);
        BitConverter.TryWriteBytes(request.AsSpan(16), (short)(IFF_TAP | IFF_NO_PI | IFF_MULTI_QUEUE));
        Descriptor.Check(Native.ioctl(queue.Number, Native.TUNSETIFF, ref request[0]), "TUNSETIFF");
        _queues.Add(queue);
        return queue;
    }

    /// <summary>Brings it up, on which the kernel itself sends a first packet, if IPv6 is there; an ARP request else.</summary>
    public void SendPacket()
    {
        IpCommand.Run("link", "set", Name, "up");
        IpCommand.Run("addr", "replace", "198.18.77.1/24", "dev", Name);
        using var socket = new System.Net.Sockets.UdpClient();
        socket.Send("x"u8.ToArray(), "198.18.77.2", 9);
    }

    /// <summary>The device is deleted under its readers.</summary>
    public void Delete() => IpCommand.Run("link", "del", Name);

    public void Dispose()
    {
        foreach (var queue in _queues)
        {
            queue.Dispose();
        }
    }
}
