using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>An Ethernet frame to everybody, of the type that is set aside for experiments (IEEE 802, 0x88B5).</summary>
internal static class Packet
{
    private const int Type = 12;
    private const int Length = 60;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    /// <summary>Sends it out through a tap device, and reads its queue until it is there.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="TimeoutException">It does not come.</exception>
    internal static async Task<int> PassAsync(string device, RevocableFile queue)
    {
        Send(device, Create());
        using var limit = new CancellationTokenSource(s_limit);
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var count = await queue.ReadAsync(buffer, limit.Token);
                if (count == Length && buffer.AsSpan(0, count).SequenceEqual(Create()))
                {
                    return count; // others, of the kernel's own, come too
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"A packet that was sent through '{device}' did not come out.", exception);
        }
    }

    private static byte[] Create()
    {
        var frame = new byte[Length];
        frame.AsSpan(0, Type).Fill(0xFF);
        frame[Type] = 0x88;
        frame[Type + 1] = 0xB5;
        return frame;
    }

    private static unsafe void Send(string device, byte[] frame)
    {
        using var socket = Native.Own(Libc.socket(DeviceLibc.AF_PACKET, DeviceLibc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0), "socket(AF_PACKET)");
        var address = new PacketAddress { sll_family = DeviceLibc.AF_PACKET, sll_ifindex = Links.IndexOf(device) };
        Native.Check(Libc.bind(Native.Number(socket), (SocketAddressNetlink*)&address, (uint)sizeof(PacketAddress)), $"bind to '{device}'");
        fixed (byte* start = frame)
        {
            Native.Check((int)Libc.send(Native.Number(socket), start, (nuint)frame.Length, 0), $"send to '{device}'");
        }
    }
}
