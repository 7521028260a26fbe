using Revoke.Guards;

namespace Revoke.Testing;

/// <content>What the program reads and writes.</content>
public sealed partial class FakeDevice
{
    private readonly ByteQueue _fed = new(); // not yet in the line
    private readonly List<byte> _written = [];
    private bool _takesWrites = true;

    /// <summary>
    /// Whether the device takes what the program writes, at once and without an end; the default. If not, the line fills up with a dozen KiB, and then writers sleep
    /// until it is set again or <see cref="TakeWritten"/> makes room; what is in the line when the device goes is lost.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Set after the device was disposed.</exception>
    public bool TakesWrites
    {
        get => Volatile.Read(ref _takesWrites);
        set
        {
            Check();
            Volatile.Write(ref _takesWrites, value);
            _pump.Ring();
        }
    }

    /// <summary>
    /// Gives the program bytes to read, after all that were fed before. Never waits, whatever the amount: what the line does not hold yet is kept and follows as the program
    /// reads. What nobody has read when the device is unplugged is lost, and so is what is fed after an unplug that <see cref="UnplugWhenBlocked"/> or
    /// <see cref="UnplugAfter"/> had ordered.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidOperationException">The device is unplugged.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (!CheckPlugged())
            {
                return;
            }

            _fed.Append(bytes);
        }

        StepNow(mayUnplug: false);
    }

    /// <summary>Takes what the program has written since the last call: everything whose write has returned. What was written shortly before an unplug is there after it.</summary>
    /// <returns>The bytes, in their order, of all generations since; empty if there are none.</returns>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    public byte[] TakeWritten()
    {
        using (UninterruptedLock.Take(_sync))
        {
            Check();
            _line?.TakeWritten(_written);
            byte[] written = [.. _written];
            _written.Clear();
            return written;
        }
    }

    /// <summary>Puts the next piece into the line, each time the last one has been read.</summary>
    /// <returns>Whether there is something that the program may get and has not read.</returns>
    private bool FeedUnsynchronized(FakeLine line)
    {
        while (!line.HasUnread)
        {
            var piece = _fed.Peek(Math.Min(FakeLine.Piece, _left ?? FakeLine.Piece));
            if (piece.IsEmpty)
            {
                return false;
            }

            var length = line.Write(piece);
            _fed.Remove(length);
            _left -= length;
            if (length == 0)
            {
                return true; // the program has stopped the line
            }
        }

        return true;
    }
}
