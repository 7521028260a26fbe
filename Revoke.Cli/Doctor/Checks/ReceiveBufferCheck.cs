using System.Globalization;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>How many events the kernel keeps for a reader that is late.</summary>
internal static class ReceiveBufferCheck
{
    private const string Name = "buffer";
    private const string Limit = "/proc/sys/net/core/rmem_max";
    private const int Wanted = 16 << 20;
    private const int Enough = 1 << 20;

    internal static Finding Run()
    {
        try
        {
            using var socket = new NetlinkSocket(Libc.NETLINK_KOBJECT_UEVENT);
            return socket.TryForceReceiveBuffer(Wanted)
                ? Finding.Ok(Name, "the event socket's receive buffer may have any size (SO_RCVBUFFORCE)")
                : Judge(File.ReadAllText(Limit));
        }
        catch (IOException exception)
        {
            return Finding.Degraded(Name, exception.Message, "events that come too fast are lost; what is followed is then looked at again.");
        }
    }

    /// <summary>The text of net.core.rmem_max (socket(7)).</summary>
    internal static Finding Judge(string limit)
    {
        var found = $"without CAP_NET_ADMIN at most net.core.rmem_max, {limit.Trim()} bytes";
        return long.TryParse(limit.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes >= Enough
            ? Finding.Ok(Name, found)
            : Finding.Degraded(Name, found, $"a storm of a few hundred events overflows it; what is followed is then looked at again. sudo sysctl net.core.rmem_max={Enough}");
    }
}
