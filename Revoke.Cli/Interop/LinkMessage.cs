using System.Runtime.InteropServices;
using System.Text;

namespace Revoke.Cli.Interop;

/// <summary>A message of rtnetlink(7) about one link, or a group of them: the header, then attributes, which may hold others.</summary>
internal sealed class LinkMessage
{
    private const int Alignment = 4;
    private const int AttributeHeader = 4;

    private readonly List<byte> _bytes = [];

    internal LinkMessage(ushort type, ushort flags, LinkInfo info = default)
    {
        var header = new LinkHeader
        {
            nlmsg_type = type,
            nlmsg_flags = (ushort)(flags | DeviceLibc.NLM_F_REQUEST | DeviceLibc.NLM_F_ACK),
            info = info,
        };
        _bytes.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<LinkHeader>(in header)));
    }

    internal LinkMessage Add(ushort type, string text) => Add(type, nested => nested.AddRaw(Encoding.ASCII.GetBytes(text + '\0')));

    internal LinkMessage Add(ushort type, uint number) => Add(type, nested => nested.AddRaw(BitConverter.GetBytes(number)));

    /// <summary>An attribute with other things in it.</summary>
    internal LinkMessage Add(ushort type, Action<LinkMessage> content)
    {
        var start = _bytes.Count;
        _bytes.AddRange(new byte[AttributeHeader]);
        content(this);
        var header = CollectionsMarshal.AsSpan(_bytes)[start..];
        MemoryMarshal.Write(header, (ushort)header.Length); // nla_len is without the padding
        MemoryMarshal.Write(header[2..], type);
        _bytes.AddRange(new byte[-_bytes.Count & (Alignment - 1)]);
        return this;
    }

    /// <summary>The header of a second link inside an attribute.</summary>
    internal LinkMessage AddInfo()
    {
        LinkInfo info = default;
        return AddRaw(MemoryMarshal.AsBytes(new ReadOnlySpan<LinkInfo>(in info)));
    }

    internal byte[] ToArray()
    {
        MemoryMarshal.Write(CollectionsMarshal.AsSpan(_bytes), (uint)_bytes.Count);
        return [.. _bytes];
    }

    private LinkMessage AddRaw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
