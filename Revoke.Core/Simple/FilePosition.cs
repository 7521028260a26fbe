using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Simple;

/// <summary>Where an open file stands, and how reading, writing and seeking move it. Its owner locks around every member.</summary>
internal struct FilePosition
{
    private long _position;

    /// <summary>Where a transfer begins: at its own offset, or where the file stands.</summary>
    internal readonly long Resolve(long offset) => offset == DriverCall.CurrentPosition ? _position : offset;

    /// <summary>
    /// Claims as much of a transfer as lies before <paramref name="end"/> and moves past it, so that of transfers at the same time each
    /// has its own bytes. Says where it begins.
    /// </summary>
    internal int Claim(long offset, int wanted, long end, out int from)
    {
        var start = Resolve(offset);
        var count = (int)Math.Clamp(end - start, 0, wanted);
        from = count > 0 ? (int)start : 0; // what simple files hold is never longer than an int tells
        if (offset == DriverCall.CurrentPosition)
        {
            _position += count;
        }

        return count;
    }

    /// <summary>As lseek(2): the new position, or EINVAL, negative, where it would lie before the beginning or nowhere.</summary>
    internal long Seek(long offset, SeekOrigin origin, long length)
    {
        var start = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => length,
        };

        var position = unchecked(start + offset); // start is not negative: what overflows is
        return position < 0 ? -Errno.EINVAL : _position = position;
    }
}
