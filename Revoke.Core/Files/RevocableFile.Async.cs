using Revoke.Drivers;
using Revoke.Files;

namespace Revoke;

/// <content>
/// Asynchronous forms: one try on the caller's thread, then a sleep without a thread. Operations that are marked as able to block
/// run on the thread pool instead.
/// </content>
public sealed partial class RevocableFile
{
    /// <summary>Reads what is there, at the file's position; waits until something is.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes; 0 at the end of the file, or if <paramref name="buffer"/> is empty.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe while this call waited.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call waited.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">The read failed; EINVAL if the driver cannot read.</exception>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ReadCoreAsync(buffer, DriverCall.CurrentPosition, cancellationToken);

    /// <summary>As <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>, at an offset, leaving the position alone.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From the beginning of the file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes; 0 at the end of the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken = default)
    {
        CheckOffset(offset);
        return ReadCoreAsync(buffer, offset, cancellationToken);
    }

    /// <summary>Writes all of the buffer at the file's position; waits while there is no room.</summary>
    /// <param name="buffer">What to write.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes written: all, or fewer if the file was revoked or disposed, the token fired or the write failed after some were; the next call then says so.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, before anything was written.</exception>
    /// <exception cref="RevokedException">The scope was revoked, before anything was written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired, before anything was written.</exception>
    /// <exception cref="IOException">The write failed; EINVAL if the driver cannot write.</exception>
    public ValueTask<int> WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        WriteCoreAsync(buffer, DriverCall.CurrentPosition, throwShort: false, cancellationToken);

    /// <summary>As <see cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>, at an offset, leaving the position alone.</summary>
    /// <param name="buffer">What to write.</param>
    /// <param name="offset">From the beginning of the file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    public ValueTask<int> WriteAsync(ReadOnlyMemory<byte> buffer, long offset, CancellationToken cancellationToken = default)
    {
        CheckOffset(offset);
        return WriteCoreAsync(buffer, offset, throwShort: false, cancellationToken);
    }

    /// <summary>As <see cref="Poll"/>, without a thread.</summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is there; of a revoked file In, Out, Error and HangUp.</returns>
    public ValueTask<PollEvents> PollAsync(PollEvents events, CancellationToken cancellationToken = default) =>
        PollAsync(events, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>As <see cref="Poll"/>, without a thread.</summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is there; <see cref="PollEvents.None"/> when the time is over; of a revoked file In, Out, Error and HangUp.</returns>
    public ValueTask<PollEvents> PollAsync(PollEvents events, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        CheckPoll(events, timeout);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<PollEvents>(cancellationToken);
        }

        try
        {
            var step = new PollStep(Poller, events);
            if (!TryStep(ref step, out var result, out var wait))
            {
                return new(CompletePoll(IsDisposed ? WakeCause.Disposed : WakeCause.Revoked, default, cancellationToken));
            }

            if (TryBeginGrace(result, isRead: false, out var grace))
            {
                return new PollOperation(this, events, timeout, cancellationToken).SleepAsync(grace, result);
            }

            if (result.Status != OperationStatus.WouldBlock)
            {
                return new(CompletePoll(WakeCause.None, result, cancellationToken));
            }

            if (timeout != TimeSpan.Zero)
            {
                return new PollOperation(this, events, timeout, cancellationToken).SleepAsync(wait);
            }

            wait.Dispose();
            return new(PollEvents.None);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PollEvents>(exception);
        }
    }

    /// <summary>With <paramref name="throwShort"/>, a short count is the exception's, for callers that return none.</summary>
    internal ValueTask<int> WriteCoreAsync(ReadOnlyMemory<byte> buffer, long offset, bool throwShort, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && !IsDisposed)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        try
        {
            var written = 0;
            if (Has(FileAbilities.Blocking))
            {
                return new WriteOperation(this, Writer, buffer, offset, written, throwShort, cancellationToken).QueueAsync();
            }

            while (true)
            {
                var step = new WriteStep(Writer, buffer.Span[written..], offset < 0 ? offset : offset + written);
                if (!TryStep(ref step, out var result, out var wait))
                {
                    return written > 0 && !throwShort ? new(written) : throw CreateRefusal(written);
                }

                if (result.Status == OperationStatus.WouldBlock)
                {
                    return new WriteOperation(this, Writer, buffer, offset, written, throwShort, cancellationToken).SleepAsync(wait);
                }

                if (TryBeginGrace(result, isRead: false, out var grace))
                {
                    return new WriteOperation(this, Writer, buffer, offset, written, throwShort, cancellationToken).SleepAsync(grace, result);
                }

                if (TryCompleteWrite(result, buffer.Length, ref written, throwShort, out var value))
                {
                    return new(value);
                }
            }
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<int>(exception);
        }
    }

    private ValueTask<int> ReadCoreAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && !IsDisposed)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        try
        {
            if (Has(FileAbilities.Blocking))
            {
                return new ReadOperation(this, Reader, buffer, offset, cancellationToken).QueueAsync();
            }

            var step = new ReadStep(Reader, buffer.Span, offset);
            if (!TryStep(ref step, out var result, out var wait))
            {
                throw CreateRefusal();
            }

            return result.Status == OperationStatus.WouldBlock ? new ReadOperation(this, Reader, buffer, offset, cancellationToken).SleepAsync(wait)
                : TryBeginGrace(result, isRead: !buffer.IsEmpty, out var grace) ? new ReadOperation(this, Reader, buffer, offset, cancellationToken).SleepAsync(grace, result)
                : new(CompleteRead(result, buffer.Length));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<int>(exception);
        }
    }
}
