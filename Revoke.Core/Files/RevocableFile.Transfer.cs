using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;

namespace Revoke;

/// <content>Synchronous reading and writing.</content>
public sealed partial class RevocableFile
{
    private static Deadline Never => default;

    /// <summary>Reads what is there, at the file's position; sleeps until something is.</summary>
    /// <param name="buffer">Where to.</param>
    /// <returns>The number of bytes; 0 at the end of the file, or if <paramref name="buffer"/> is empty.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe while this call slept.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call slept.</exception>
    /// <exception cref="IOException">The read failed; EINVAL if the driver cannot read.</exception>
    public int Read(Span<byte> buffer) => Read(buffer, Never);

    /// <summary>As <see cref="Read(Span{byte})"/>, at an offset, leaving the position alone.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From the beginning of the file.</param>
    /// <returns>The number of bytes; 0 at the end of the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">The read failed; ESPIPE if the file has no offsets.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        CheckOffset(offset);
        TryRead(buffer, offset, Never, throwRevoked: true, out var count);
        return count;
    }

    /// <summary>As <see cref="Read(Span{byte})"/>, without an exception for a revoke.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="count">The number of bytes; 0 at the end of the file.</param>
    /// <returns><see langword="false"/> if the scope was revoked, maybe while this call slept, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe while this call slept.</exception>
    /// <exception cref="IOException">The read failed.</exception>
    public bool TryRead(Span<byte> buffer, out int count) =>
        TryRead(buffer, DriverCall.CurrentPosition, Never, throwRevoked: false, out count);

    /// <summary>As <see cref="Read(Span{byte})"/>, for a limited time, and without an exception when it is over.</summary>
    /// <param name="timeout">How long to sleep; zero takes only what is there; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="count">The number of bytes; 0 at the end of the file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> if nothing came in that time, and for no other reason.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe while this call slept.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call slept.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">The read failed; EINVAL if the driver cannot read.</exception>
    public bool TryReadWithin(TimeSpan timeout, Span<byte> buffer, out int count, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        Deadline.Check(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var step = new ReadStep(Reader, buffer, DriverCall.CurrentPosition);
        var deadline = timeout == TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan ? Never : new Deadline(Scope.Options.TimeProvider, timeout);
        OperationResult result;
        var cause = timeout == TimeSpan.Zero ? Look(ref step, !buffer.IsEmpty, out result) : Run(ref step, deadline, cancellationToken, out result, isRead: !buffer.IsEmpty);
        count = 0;
        if (cause == WakeCause.TimedOut)
        {
            return false;
        }

        count = cause == WakeCause.None ? CompleteRead(result, buffer.Length) : throw CreateException(cause, 0, ReadStep.Name, cancellationToken);
        return true;
    }

    /// <summary>Writes all of the buffer at the file's position, as a blocking write(2) does; sleeps while there is no room.</summary>
    /// <param name="buffer">What to write.</param>
    /// <returns>The number of bytes written: all, or fewer if the file was revoked, disposed or failed after some were; the next call then says so.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, before anything was written.</exception>
    /// <exception cref="RevokedException">The scope was revoked, before anything was written.</exception>
    /// <exception cref="IOException">The write failed; EINVAL if the driver cannot write.</exception>
    public int Write(ReadOnlySpan<byte> buffer) => Write(buffer, Never, throwShort: false);

    /// <summary>As <see cref="Write(ReadOnlySpan{byte})"/>, at an offset, leaving the position alone.</summary>
    /// <param name="buffer">What to write.</param>
    /// <param name="offset">From the beginning of the file.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">The write failed; ESPIPE if the file has no offsets.</exception>
    public int Write(ReadOnlySpan<byte> buffer, long offset)
    {
        CheckOffset(offset);
        TryWrite(buffer, offset, Never, throwRevoked: true, throwShort: false, out var count);
        return count;
    }

    /// <summary>As <see cref="Write(ReadOnlySpan{byte})"/>, without an exception for a revoke.</summary>
    /// <param name="buffer">What to write.</param>
    /// <param name="count">The number of bytes written, maybe fewer than asked for, also on <see langword="false"/>.</param>
    /// <returns><see langword="false"/> if the scope was revoked before all was written, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, before anything was written.</exception>
    /// <exception cref="IOException">The write failed.</exception>
    public bool TryWrite(ReadOnlySpan<byte> buffer, out int count) =>
        TryWrite(buffer, DriverCall.CurrentPosition, Never, throwRevoked: false, throwShort: false, out count);

    internal int Read(Span<byte> buffer, in Deadline deadline)
    {
        TryRead(buffer, DriverCall.CurrentPosition, deadline, throwRevoked: true, out var count);
        return count;
    }

    /// <summary>With <paramref name="throwShort"/>, a short count is the exception's, for callers that return none.</summary>
    internal int Write(ReadOnlySpan<byte> buffer, in Deadline deadline, bool throwShort)
    {
        TryWrite(buffer, DriverCall.CurrentPosition, deadline, throwRevoked: true, throwShort, out var count);
        return count;
    }

    private bool TryRead(Span<byte> buffer, long offset, in Deadline deadline, bool throwRevoked, out int count)
    {
        if (_operations is not IReadOperation reader)
        {
            count = 0;
            return AnswerMissing(ReadStep.Name, throwRevoked);
        }

        var step = new ReadStep(reader, buffer, offset);
        var cause = Run(ref step, deadline, CancellationToken.None, out var result, isRead: !buffer.IsEmpty);
        if (cause != WakeCause.None)
        {
            count = 0;
            return cause == WakeCause.Revoked && !throwRevoked ? false : throw CreateException(cause, 0, ReadStep.Name, CancellationToken.None);
        }

        try
        {
            count = CompleteRead(result, buffer.Length);
            return true;
        }
        catch (RevokedException) when (!throwRevoked)
        {
            count = 0;
            return false;
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> buffer, long offset, in Deadline deadline, bool throwRevoked, bool throwShort, out int count)
    {
        count = 0;
        if (_operations is not IWriteOperation writer)
        {
            return AnswerMissing(WriteStep.Name, throwRevoked);
        }

        while (true)
        {
            var step = new WriteStep(writer, buffer[count..], offset < 0 ? offset : offset + count);
            var cause = Run(ref step, deadline, CancellationToken.None, out var result);
            if (cause != WakeCause.None)
            {
                return cause == WakeCause.Revoked && !throwRevoked ? false
                    : count > 0 && !throwShort ? true
                    : throw CreateException(cause, count, WriteStep.Name, CancellationToken.None);
            }

            try
            {
                if (TryCompleteWrite(result, buffer.Length, ref count, throwShort, out _))
                {
                    return true;
                }
            }
            catch (RevokedException) when (!throwRevoked)
            {
                return false;
            }
        }
    }

    /// <summary>The end of a read that was not broken off.</summary>
    internal int CompleteRead(in OperationResult result, int length) =>
        result.Status == OperationStatus.Failed ? throw CreateException(result, 0, ReadStep.Name)
        : result.Count > length ? throw CreateTooMany(ReadStep.Name, result.Count, length)
        : result.Count == 0 && length > 0 && IsEndOfDevice() ? throw RevokeGone(0)
        : result.Count;

    /// <summary>Whether a write has come to its end with this step: all written, no more taken, or failed after some were.</summary>
    internal bool TryCompleteWrite(in OperationResult result, int length, ref int written, bool throwShort, out int value)
    {
        if (result.Status != OperationStatus.Failed)
        {
            if (result.Count > length - written)
            {
                throw CreateTooMany(WriteStep.Name, result.Count, length - written);
            }

            written += result.Count;
            value = written;
            if (result.Count == 0 && written < length && throwShort)
            {
                // The caller returns no count that could say so.
                throw Errno.ToException(Errno.EIO, $"write (which took {written} of {length} bytes and no more)", $"'{Name}'");
            }

            return written >= length || result.Count == 0;
        }

        value = written;
        if (written == 0 || throwShort)
        {
            throw CreateException(result, written, WriteStep.Name);
        }

        if (result.IsGone)
        {
            RevokeGone(written, isSaid: true);
        }

        return true;
    }

    private InvalidOperationException CreateTooMany(string operation, int count, int length) =>
        new($"{operation} '{Name}': its driver answered {count} bytes of {length}.");

    private IReadOperation Reader => _operations as IReadOperation ?? throw CreateMissing(Errno.EINVAL, ReadStep.Name);

    private IWriteOperation Writer => _operations as IWriteOperation ?? throw CreateMissing(Errno.EINVAL, WriteStep.Name);

    /// <summary>What a transfer that the driver does not have comes to: false for a revoke, where that is no exception, else the exception.</summary>
    private bool AnswerMissing(string operation, bool throwRevoked)
    {
        var missing = CreateMissing(Errno.EINVAL, operation);
        return missing is RevokedException && !throwRevoked ? false : throw missing;
    }

    /// <summary>The kernel's answer for an operation that the driver does not have; the gate is asked first.</summary>
    internal Exception CreateMissing(int errno, string operation) =>
        IsRevoked ? CreateRefusal() : Errno.ToException(errno, operation, $"'{Name}', which its driver does not implement");

    private void CheckOffset(long offset)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (!CanSeek)
        {
            throw CreateMissing(Errno.ESPIPE, "read or write at an offset of");
        }
    }
}
