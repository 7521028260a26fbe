using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Revoke.Hotplug;

/// <summary>
/// Messages of the uevent socket: the kernel's, <c>add@/devices/…\0KEY=value\0…</c> (lib/kobject_uevent.c), and udev's, a header that begins with
/// <c>libudev\0</c> and says where the same keys stand (systemd, sd-device/device-monitor.c). Whatever else comes is no event.
/// </summary>
internal static class UeventParser
{
    private const uint UdevMagic = 0xFEEDCAFE;
    private const int UdevHeaderSize = 40;

    internal static DeviceEvent? Parse(ReadOnlySpan<byte> message)
    {
        var isFromUdev = message.StartsWith("libudev\0"u8);
        return isFromUdev ? ParseProperties(FindUdevProperties(message), isFromUdev)
            : SkipKernelHeader(message, out var properties) ? ParseProperties(properties, isFromUdev)
            : null;
    }

    private static bool SkipKernelHeader(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> properties)
    {
        var end = message.IndexOf((byte)0);
        properties = end < 0 ? default : message[(end + 1)..];
        return end > 0 && message[..end].Contains((byte)'@');
    }

    // prefix[8], magic (big-endian), header size, offset and length of the properties (native), then filters.
    private static ReadOnlySpan<byte> FindUdevProperties(ReadOnlySpan<byte> message)
    {
        if (message.Length < UdevHeaderSize || BinaryPrimitives.ReadUInt32BigEndian(message[8..]) != UdevMagic)
        {
            return default;
        }

        var offset = System.Runtime.InteropServices.MemoryMarshal.Read<uint>(message[16..]);
        var length = System.Runtime.InteropServices.MemoryMarshal.Read<uint>(message[20..]);
        return offset >= UdevHeaderSize && (ulong)offset + length <= (ulong)message.Length ? message.Slice((int)offset, (int)length) : default;
    }

    private static DeviceEvent? ParseProperties(ReadOnlySpan<byte> properties, bool isFromUdev)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in properties.Split((byte)0))
        {
            var entry = properties[range];
            var equals = entry.IndexOf((byte)'=');
            if (equals > 0)
            {
                values[Encoding.UTF8.GetString(entry[..equals])] = Encoding.UTF8.GetString(entry[(equals + 1)..]);
            }
        }

        if (values.GetValueOrDefault("ACTION") is not { Length: > 0 } action || values.GetValueOrDefault("DEVPATH") is not ['/', ..] path)
        {
            return null;
        }

        // udev gives the node's full path, the kernel its name.
        var node = values.GetValueOrDefault("DEVNAME");
        return new DeviceEvent(action, path, values.GetValueOrDefault("SUBSYSTEM"), node?.StartsWith("/dev/", StringComparison.Ordinal) == true ? node["/dev/".Length..] : node)
        {
            PreviousDevicePath = values.GetValueOrDefault("DEVPATH_OLD"),
            SequenceNumber = long.TryParse(values.GetValueOrDefault("SEQNUM"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            IsFromUdev = isFromUdev,
            Properties = values,
        };
    }
}
