using System.Buffers.Binary;
using System.Text;

namespace Revoke.Tests.Support;

/// <summary>A message as udev broadcasts it: a header of 40 bytes, then the properties.</summary>
internal static class UdevMessage
{
    public static byte[] Create(params (string Key, string Value)[] properties)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(properties.Select(static property => $"{property.Key}={property.Value}\0")));
        var message = new byte[40 + text.Length];
        "libudev\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), 0xFEEDCAFE);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), 40);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(16), 40);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(20), (uint)text.Length);
        text.CopyTo(message, 40);
        return message;
    }
}
