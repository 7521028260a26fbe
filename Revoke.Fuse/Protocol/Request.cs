using System.Text;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Protocol;

/// <summary>A request in the buffer of who has read it: a header, a body that depends on what is asked for, and maybe names or bytes. Every look is checked: what is on the wire need not be from the kernel.</summary>
internal readonly unsafe ref struct Request
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>At least a header long.</summary>
    internal Request(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    internal ref readonly fuse_in_header Header => ref Look<fuse_in_header>(0);

    internal ref readonly T Body<T>()
        where T : unmanaged => ref Look<T>(sizeof(fuse_in_header));

    /// <summary>What follows the body.</summary>
    internal ReadOnlySpan<byte> After<T>()
        where T : unmanaged
    {
        _ = Look<T>(sizeof(fuse_in_header));
        return _bytes[(sizeof(fuse_in_header) + sizeof(T))..];
    }

    /// <summary>A name right behind the header.</summary>
    internal string Name() => ToName(_bytes[sizeof(fuse_in_header)..], out _);

    /// <summary>A name behind the body.</summary>
    internal string NameAfter<T>()
        where T : unmanaged => ToName(After<T>(), out _);

    /// <summary>A text that ends with a null character, and what follows it.</summary>
    internal static string ToName(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        var end = bytes.IndexOf((byte)0);
        if (end < 0)
        {
            throw new InvalidDataException("a name without an end");
        }

        rest = bytes[(end + 1)..];
        return Encoding.UTF8.GetString(bytes[..end]);
    }

    private ref readonly T Look<T>(int offset)
        where T : unmanaged
    {
        if (_bytes.Length < offset + sizeof(T))
        {
            throw new InvalidDataException($"{_bytes.Length} bytes, {offset + sizeof(T)} needed");
        }

        fixed (byte* start = _bytes[offset..])
        {
            return ref *(T*)start;
        }
    }
}
