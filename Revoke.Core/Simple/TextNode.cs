using System.Text;
using Revoke.Errors;
using Revoke.Guards;
using Revoke.Simple;

namespace Revoke.Drivers;

/// <summary>
/// One open text attribute, as of sysfs: a getter and maybe a setter. Every open file has a node of its own; what is behind
/// the getter and the setter is shared.
/// </summary>
/// <remarks>
/// <para>
/// A read at position 0, or at offset 0, asks the getter and holds its text (UTF-8) for this open file, so that what is read in
/// pieces is one value; seek back to 0 for a new one. A write is the whole value: one newline at its end is taken off, and the setter gets
/// the rest. It does not move the position. The length is told as <see cref="MaxLength"/>, whatever the text, as sysfs tells a page.
/// </para>
/// <para>
/// Getter and setter are called on the caller's thread, under no lock, maybe by several threads at a time; like every operation of a driver
/// they must not sleep. What they throw is inside the <see cref="IOException"/> that the caller gets. Its number is that of the exception
/// (<see cref="Exception.HResult"/>) if it has a Linux one; EINVAL for an <see cref="ArgumentException"/>, <see cref="FormatException"/> or
/// <see cref="OverflowException"/> of the setter; else EIO. Of a file that was revoked meanwhile the caller gets <see cref="RevokedException"/>, as with any file.
/// </para>
/// <para>
/// A poll answers In and Out at once. Polled for <see cref="PollEvents.Priority"/> alone it sleeps until <see cref="NodeChanges.Notify"/>
/// has been called since this file was last read from the beginning; one that was never read has changed.
/// </para>
/// </remarks>
public sealed class TextNode : IReadOperation, IWriteOperation, ISeekOperation, IPollOperation, IPartialOperations
{
    /// <summary>How long a text may be, in bytes of UTF-8: a page, as in sysfs. A longer one fails with EFBIG, read or written.</summary>
    public const int MaxLength = 4096;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly object _sync = new();
    private readonly Func<string> _get;
    private readonly Action<string>? _set;
    private readonly NodeChanges _changes;
    private FilePosition _position;
    private byte[]? _text;
    private long _seen; // the count of changes from before the text was asked for

    /// <summary>Creates a node for one open file.</summary>
    /// <param name="get">Answers the value as a text, with a newline at its end where readers expect one.</param>
    /// <param name="set">Takes a new value; <see langword="null"/>: the file cannot be written (EINVAL), and its <see cref="RevocableFile.CanWrite"/> is false.</param>
    /// <param name="changes">What announces changes; <see langword="null"/>: none are.</param>
    public TextNode(Func<string> get, Action<string>? set = null, NodeChanges? changes = null)
    {
        ArgumentNullException.ThrowIfNull(get);
        _get = get;
        _set = set;
        _changes = changes ?? new NodeChanges();
    }

    FileAbilities IPartialOperations.Missing => _set is null ? FileAbilities.Write : FileAbilities.None;

    /// <inheritdoc/>
    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        if (buffer.IsEmpty)
        {
            return default;
        }

        while (true)
        {
            long from;
            using (UninterruptedLock.Take(_sync))
            {
                from = _position.Resolve(offset);
                if (from != 0 && _text is not null)
                {
                    return CopyUnsynchronized(buffer, offset, _text);
                }
            }

            var seen = _changes.Count; // before the text: a change while it is made is one after it
            byte[] text;
            try
            {
                text = Encode(_get());
            }
            catch (Exception exception)
            {
                return OperationResult.Failed(Errno.FromException(exception), exception);
            }

            if (text.Length > MaxLength)
            {
                return OperationResult.Failed(Errno.EFBIG, new InvalidOperationException($"The text has {text.Length} bytes, a node at most {MaxLength}."));
            }

            using (UninterruptedLock.Take(_sync))
            {
                // If another read of this file came between, this one goes on where that one ended.
                if (_position.Resolve(offset) == from)
                {
                    (_text, _seen) = (text, seen);
                    return CopyUnsynchronized(buffer, offset, text);
                }
            }
        }
    }

    /// <inheritdoc/>
    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        if (_set is null)
        {
            return OperationResult.Failed(Errno.EINVAL);
        }

        if (offset > 0)
        {
            return OperationResult.Failed(Errno.EINVAL, new InvalidOperationException("A text is written as a whole, not at an offset."));
        }

        if (buffer.Length > MaxLength)
        {
            return OperationResult.Failed(Errno.EFBIG, new InvalidOperationException($"The text has {buffer.Length} bytes, a node at most {MaxLength}."));
        }

        if (buffer.IsEmpty)
        {
            return default;
        }

        try
        {
            _set(s_utf8.GetString(buffer[^1] == (byte)'\n' ? buffer[..^1] : buffer));
            return OperationResult.Done(buffer.Length);
        }
        catch (Exception exception)
        {
            return OperationResult.Failed(Errno.FromException(exception, isAnswerToInput: true), exception);
        }
    }

    /// <inheritdoc/>
    public long Seek(in DriverCall context, long offset, SeekOrigin origin)
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _position.Seek(offset, origin, MaxLength);
    }

    /// <inheritdoc/>
    public long GetLength(in DriverCall context) => MaxLength;

    /// <inheritdoc/>
    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        var ready = events & (PollEvents.In | PollEvents.Out);
        if ((events & (PollEvents.Priority | PollEvents.Error)) != PollEvents.None && HasChanged())
        {
            // As the kernel answers it; who does not ask for changes is not told of an error.
            ready |= (events & PollEvents.Priority) | PollEvents.Error;
        }

        return ready != PollEvents.None ? OperationResult.Done((int)ready) : OperationResult.WouldBlock(_changes.Source);
    }

    /// <inheritdoc/>
    public void Release()
    {
    }

    private static byte[] Encode(string? text) => s_utf8.GetBytes(text ?? throw new InvalidOperationException("The getter answered null."));

    private OperationResult CopyUnsynchronized(Span<byte> buffer, long offset, byte[] text)
    {
        var count = _position.Claim(offset, buffer.Length, text.Length, out var from);
        text.AsSpan(from, count).CopyTo(buffer);
        return OperationResult.Done(count);
    }

    private bool HasChanged()
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _changes.Count != _seen;
    }
}
