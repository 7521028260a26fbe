using System.Buffers;
using System.Text;

namespace Revoke.Drivers.Sysfs;

/// <summary>
/// A value that is read whole. A text attribute of sysfs answers a read with all of it, and a second read would ask its driver again, maybe
/// after a change; files of other kinds give a piece at a time, until there is no more.
/// </summary>
internal sealed class WholeValue : IDisposable
{
    private readonly long _length;
    private byte[] _buffer;
    private int _count;

    /// <summary>Begins a reading.</summary>
    /// <param name="length">What the file says is its length: a page for a text attribute of sysfs, 0 for what does not know.</param>
    internal WholeValue(long length)
    {
        _length = length;
        _buffer = ArrayPool<byte>.Shared.Rent(Environment.SystemPageSize);
    }

    /// <summary>Where the next read goes.</summary>
    internal Memory<byte> Room => _buffer.AsMemory(_count);

    /// <summary>From where it reads.</summary>
    internal long Offset => _count;

    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _count);

    /// <summary>The text without the newline at its end; what is no UTF-8 is replaced.</summary>
    internal string Text => Encoding.UTF8.GetString(Bytes is [.. var text, (byte)'\n'] ? text : Bytes);

    /// <summary>Takes what a read has put into <see cref="Room"/>, and says whether to read on.</summary>
    internal bool Add(int count)
    {
        _count += count;
        if (count == 0 || _length == Environment.SystemPageSize || (_length > 0 && _count >= _length))
        {
            return false;
        }

        if (_count == _buffer.Length)
        {
            Grow();
        }

        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
