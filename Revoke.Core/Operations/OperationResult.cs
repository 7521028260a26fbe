using System.Runtime.InteropServices;

namespace Revoke.Drivers;

/// <summary>
/// What a driver's operation answers: done, what to wait for before it is called again, or an error number. An operation never
/// sleeps: the library leaves the guard, waits, enters again and repeats the call, which is what makes it revocable.
/// </summary>
public readonly record struct OperationResult
{
    private static readonly object s_gone = new();

    private readonly object? _detail; // what to wait for, or what failed
    private readonly int _value;
    private readonly OperationStatus _status;

    private OperationResult(OperationStatus status, int value, object? detail = null)
    {
        _status = status;
        _value = value;
        _detail = detail;
    }

    internal OperationStatus Status => _status;

    /// <summary>The count, of <see cref="OperationStatus.Done"/>.</summary>
    internal int Count => _value;

    /// <summary>The error number, of <see cref="OperationStatus.Failed"/>.</summary>
    internal int Errno => _value;

    /// <summary>Of <see cref="OperationStatus.WouldBlock"/> on a descriptor.</summary>
    internal PollEvents Events => (PollEvents)_value;

    internal SafeHandle? Descriptor => _detail as SafeHandle;

    internal WaitSource? Source => _detail as WaitSource;

    /// <summary>What failed underneath, of <see cref="OperationStatus.Failed"/>, if the driver has it.</summary>
    internal Exception? Cause => _detail as Exception;

    /// <summary>Whether the driver has said that its device is gone, of <see cref="OperationStatus.Failed"/>.</summary>
    internal bool IsGone => ReferenceEquals(_detail, s_gone);

    /// <summary>The device is gone, for good, as the driver knows for sure: the file's scope is revoked as unplugged, waiting for nobody, and the caller gets <see cref="RevokedException"/>.</summary>
    /// <returns>The result.</returns>
    public static OperationResult Gone() => new(OperationStatus.Failed, Errors.Errno.ENODEV, s_gone);

    /// <summary>The operation is done.</summary>
    /// <param name="count">Bytes transferred, the mask of a poll, or the result of an ioctl; not negative. 0 from a read into a buffer that is not empty is the end of the file.</param>
    /// <returns>The result.</returns>
    public static OperationResult Done(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(OperationStatus.Done, count);
    }

    /// <summary>The operation would have to sleep until a descriptor is ready.</summary>
    /// <param name="descriptor">The descriptor; its reference is counted while the library waits, so that it may be disposed meanwhile.</param>
    /// <param name="events">What to wait for; errors and hang-ups end the wait too.</param>
    /// <returns>The result.</returns>
    public static OperationResult WouldBlock(SafeHandle descriptor, PollEvents events)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new(OperationStatus.WouldBlock, (int)events, descriptor);
    }

    /// <summary>The operation would have to sleep until the driver sets an event.</summary>
    /// <param name="source">The event. One set at any time after this operation was called ends the wait: nothing is lost in between.</param>
    /// <returns>The result.</returns>
    public static OperationResult WouldBlock(WaitSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(OperationStatus.WouldBlock, 0, source);
    }

    /// <summary>The operation failed.</summary>
    /// <param name="errno">A Linux error number, positive. One that can mean that the device is gone becomes <see cref="RevokedException"/> if it is; the others an <see cref="IOException"/> with this number as <see cref="Exception.HResult"/>.</param>
    /// <returns>The result.</returns>
    public static OperationResult Failed(int errno)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(errno);
        return new(OperationStatus.Failed, errno);
    }

    /// <summary>As <see cref="Failed(int)"/>, with the exception that the driver met inside of the one that the caller gets.</summary>
    /// <param name="errno">A Linux error number, positive.</param>
    /// <param name="cause">What failed; its message becomes part of the caller's.</param>
    /// <returns>The result.</returns>
    public static OperationResult Failed(int errno, Exception cause)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(errno);
        ArgumentNullException.ThrowIfNull(cause);
        return new(OperationStatus.Failed, errno, cause);
    }
}
