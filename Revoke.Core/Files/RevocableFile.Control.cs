using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;

namespace Revoke;

/// <content>Position, length, ioctl and fsync.</content>
public sealed partial class RevocableFile
{
    /// <summary>The length in bytes.</summary>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">It cannot be found out; ESPIPE if the file has no length.</exception>
    public long Length => RunPositioned(static (ISeekOperation seek, in DriverCall context, long _, SeekOrigin _) => seek.GetLength(context), 0, SeekOrigin.Begin, "length");

    /// <summary>Moves the file's position.</summary>
    /// <param name="offset">How far, from <paramref name="origin"/>.</param>
    /// <param name="origin">From where.</param>
    /// <returns>The new position, from the beginning.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="origin"/> is none, or the position would be negative from the beginning.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">The seek failed; ESPIPE if the file has no position.</exception>
    public long Seek(long offset, SeekOrigin origin)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThan((int)origin, (int)SeekOrigin.Begin, nameof(origin));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)origin, (int)SeekOrigin.End, nameof(origin));
        if (origin == SeekOrigin.Begin)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
        }

        return RunPositioned(static (ISeekOperation seek, in DriverCall context, long offset, SeekOrigin origin) => seek.Seek(context, offset, origin), offset, origin, "seek");
    }

    /// <summary>Sets the length.</summary>
    /// <param name="length">In bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">It failed; EINVAL if the driver has no such operation.</exception>
    public void SetLength(long length)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var operations = _operations as ITruncateOperation ?? throw CreateMissing(Errno.EINVAL, TruncateStep.Name);
        var step = new TruncateStep(operations, length);
        Complete(Run(ref step, Never, CancellationToken.None, out var result), result, TruncateStep.Name);
    }

    /// <summary>Carries out a request of the device's own, with memory as its argument.</summary>
    /// <param name="request">The request's number, which says how much memory it reads or writes.</param>
    /// <param name="argument">At least that much memory.</param>
    /// <returns>The request's result, not negative.</returns>
    /// <exception cref="ArgumentException"><paramref name="argument"/> is shorter than the size that the request's number carries.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">The request failed; ENOTTY if the driver does not know it.</exception>
    public int Ioctl(nuint request, Span<byte> argument)
    {
        ThrowIfDisposed();

        // asm-generic/ioctl.h: bits 16 to 29 are the size, if bits 30 or 31 say that there is a direction.
        var size = (request >> 30) != 0 ? (int)((request >> 16) & 0x3FFF) : 0;
        if (argument.Length < size)
        {
            throw new ArgumentException($"Request 0x{request:X} takes {size} bytes, not {argument.Length}.", nameof(argument));
        }

        return Ioctl(request, new IoctlArgument(argument));
    }

    /// <summary>Carries out a request of the device's own, with a number as its argument.</summary>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">The number.</param>
    /// <returns>The request's result, not negative.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">The request failed; ENOTTY if the driver does not know it.</exception>
    public int Ioctl(nuint request, nint argument) => Ioctl(request, new IoctlArgument(argument));

    /// <summary>Passes on what was written. Nothing is buffered here, so there is something to do only with <paramref name="toDisk"/>: fsync(2).</summary>
    /// <param name="toDisk">Whether to make it durable.</param>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked and the driver has an fsync: durability cannot be claimed. A driver that has none succeeds even then.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void Flush(bool toDisk)
    {
        ThrowIfDisposed();
        if (toDisk && _operations is IFsyncOperation operations)
        {
            var step = new FsyncStep(operations);
            Complete(Run(ref step, Never, CancellationToken.None, out var result), result, FsyncStep.Name);
        }
    }

    /// <summary>As <see cref="Flush"/>, without a thread where the driver waits.</summary>
    /// <param name="toDisk">Whether to make it durable.</param>
    /// <param name="cancellationToken">Ends the wait; what the driver has begun goes on.</param>
    /// <returns>A task.</returns>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile, and the driver has an fsync.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public ValueTask FlushAsync(bool toDisk, CancellationToken cancellationToken = default)
    {
        try
        {
            ThrowIfDisposed();
            cancellationToken.ThrowIfCancellationRequested();
            if (!toDisk || _operations is not IFsyncOperation operations)
            {
                return ValueTask.CompletedTask;
            }

            if (Has(FileAbilities.Blocking))
            {
                return AwaitAsync(new FsyncOperation(this, operations, cancellationToken).QueueAsync());
            }

            var step = new FsyncStep(operations);
            if (!TryStep(ref step, out var result, out var wait))
            {
                throw CreateRefusal();
            }

            if (result.Status == OperationStatus.WouldBlock)
            {
                return AwaitAsync(new FsyncOperation(this, operations, cancellationToken).SleepAsync(wait));
            }

            if (TryBeginGrace(result, isRead: false, out var grace))
            {
                return AwaitAsync(new FsyncOperation(this, operations, cancellationToken).SleepAsync(grace, result));
            }

            CompleteFsync(result);
            return ValueTask.CompletedTask;
        }
        catch (OperationCanceledException)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    internal int CompleteFsync(in OperationResult result) => Complete(WakeCause.None, result, FsyncStep.Name);

    private static async ValueTask AwaitAsync(ValueTask<int> operation) => await operation.ConfigureAwait(false);

    private int Ioctl(nuint request, IoctlArgument argument)
    {
        ThrowIfDisposed();
        var operations = _operations as IIoctlOperation ?? throw CreateMissing(Errno.ENOTTY, IoctlStep.Name);
        var step = new IoctlStep(operations, request, argument);
        return Complete(Run(ref step, Never, CancellationToken.None, out var result), result, IoctlStep.Name);
    }

    private long RunPositioned(PositionCall call, long offset, SeekOrigin origin, string operation)
    {
        ThrowIfDisposed();
        var operations = _operations as ISeekOperation ?? throw CreateMissing(Errno.ESPIPE, operation);
        var step = new PositionStep(operations, call, offset, origin);
        Complete(Run(ref step, Never, CancellationToken.None, out var result), result, operation);
        return step.Position;
    }
}
