namespace Revoke.Testing;

/// <summary>Bytes that wait, in their order. What is taken is cut off at the front without moving the rest each time.</summary>
internal sealed class ByteQueue
{
    private byte[] _bytes = [];
    private int _start;

    internal int Count { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        var needed = checked(Count + bytes.Length);
        if (needed > _bytes.Length - _start)
        {
            MoveTo(needed > _bytes.Length / 2 ? new byte[(int)Math.Min(Math.Max(needed * 2L, 256), Array.MaxLength)] : _bytes, 0);
        }

        bytes.CopyTo(_bytes.AsSpan(_start + Count));
        Count = needed;
    }

    /// <summary>Puts bytes before all others.</summary>
    internal void Prepend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _start)
        {
            MoveTo(new byte[checked(bytes.Length + Count)], bytes.Length);
        }

        _start -= bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_start));
        Count += bytes.Length;
    }

    /// <summary>The first of them, up to so many; they stay.</summary>
    internal ReadOnlySpan<byte> Peek(int length) => _bytes.AsSpan(_start, Math.Min(length, Count));

    /// <summary>Drops the first of them.</summary>
    internal void Remove(int length)
    {
        _start += length;
        Count -= length;
        if (Count == 0)
        {
            Clear();
        }
    }

    internal void Clear()
    {
        _bytes = [];
        _start = Count = 0;
    }

    private void MoveTo(byte[] other, int start)
    {
        _bytes.AsSpan(_start, Count).CopyTo(other.AsSpan(start));
        _bytes = other;
        _start = start;
    }
}
