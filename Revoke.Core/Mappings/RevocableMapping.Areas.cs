using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Mappings;

namespace Revoke;

/// <content>The area as a whole: access from outside, a second mapping of it.</content>
public sealed unsafe partial class RevocableMapping
{
    /// <summary>
    /// Reads out of band, as a debugger does: by the driver's own handler (<see cref="VmOperations.Access"/>) if it has one, which may know more than the pages
    /// do; else as <see cref="CopyTo"/>.
    /// </summary>
    /// <param name="offset">From where, in bytes.</param>
    /// <param name="buffer">Where to.</param>
    /// <returns>How many bytes were read, from the beginning; a driver's handler may read less than was asked for.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device, and no driver's.</exception>
    /// <exception cref="BusErrorException">The memory cannot be reached; it says from where on.</exception>
    /// <exception cref="IOException">The scope was revoked (EINVAL, with a <see cref="RevokedException"/> inside); or the driver failed.</exception>
    public int Peek(long offset, Span<byte> buffer)
    {
        CheckInside(offset, buffer.Length);
        try
        {
            if (TryAccess(offset, buffer, write: false, out var count))
            {
                return count;
            }

            CopyTo(offset, buffer);
            return buffer.Length;
        }
        catch (RevokedException revoked)
        {
            throw CreateInvalid("access", revoked);
        }
    }

    /// <summary>Writes out of band, in the same way.</summary>
    /// <param name="offset">Where to, in bytes.</param>
    /// <param name="bytes">What.</param>
    /// <returns>How many bytes were written, from the beginning; a driver's handler may write less than was asked for.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device, and no driver's.</exception>
    /// <exception cref="BusErrorException">The memory cannot be reached; it says from where on.</exception>
    /// <exception cref="IOException">The scope was revoked (EINVAL, with a <see cref="RevokedException"/> inside); or the driver failed.</exception>
    public int Poke(long offset, ReadOnlySpan<byte> bytes)
    {
        CheckInside(offset, bytes.Length);
        try
        {
            // A copy: the handler has one kind of buffer, and what it does to it is nobody else's.
            if (TryAccess(offset, _pages is null ? default : bytes.ToArray(), write: true, out var count))
            {
                return count;
            }

            CopyFrom(offset, bytes);
            return bytes.Length;
        }
        catch (RevokedException revoked)
        {
            throw CreateInvalid("access", revoked);
        }
    }

    /// <summary>
    /// Maps the same memory once more, as fork(2) or a split does in the kernel: same part of the same file, same options. A driver that supplies it is told
    /// once (<see cref="VmOperations.Open"/>). The second mapping dies with the same scope and is disposed on its own.
    /// </summary>
    /// <returns>The second mapping. If the scope is revoked while this call runs, it may be dead, and replaced, already.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked; the driver is not called.</exception>
    /// <exception cref="NotSupportedException">The mapping is private (<see cref="MappingOptions.IsPrivate"/>): nobody else sees what was written to it; or it is the memory of a device, which is mapped again instead.</exception>
    /// <exception cref="IOException">The kernel cannot; or the driver's handler threw, and there is no second mapping.</exception>
    public RevocableMapping Duplicate()
    {
        ThrowIfDisposed();
        if (!Scope.TryEnter(out var use))
        {
            throw CreateRefusal();
        }

        using (use)
        {
            if (!TryEnterGate(out var ticket))
            {
                throw CreateRefusal();
            }

            try
            {
                return (Traits & MappingTraits.Private) == MappingTraits.None
                    ? DriverMapper.Duplicate(this, _pages)
                    : throw new NotSupportedException($"{Describe()} is private: a second mapping would not have what was written to it.");
            }
            finally
            {
                LeaveGate(ticket);
            }
        }
    }

    /// <summary>What a driver has answered to an operation of the area; throws <see cref="RevokedException"/> if it met the end of its device on a mapping that is revoked by now.</summary>
    internal int Complete(in OperationResult result, string operation) =>
        result.Status == OperationStatus.Done ? result.Count : throw CreateFailure(result, operation);

    /// <summary>The exception for what is not done: that of a revoke, if it can mean that the device is gone and the mapping is revoked by now.</summary>
    internal Exception CreateFailure(in OperationResult result, string operation)
    {
        if (result.Status == OperationStatus.WouldBlock)
        {
            return Errno.ToException(
                Errno.EINVAL, operation, $"'{Name}'", new InvalidOperationException("The driver answers that it would block, which nobody waits for in an operation of a mapping."));
        }

        var error = Errno.ToException(result.Errno, operation, $"'{Name}'", result.Cause);
        if (!Errno.CanMeanGone(result.Errno))
        {
            return error;
        }

        if (!IsRevoked && Scope.Options.Presence is { IsGone: true })
        {
            Scope.RevokeGone($"'{Name}' failed", error);
        }

        return IsRevoked ? CreateRefusal(0, error) : error;
    }

    /// <summary>What the kernel answers to an operation of an area that has been revoked.</summary>
    private IOException CreateInvalid(string operation, RevokedException revoked) => Errno.ToException(Errno.EINVAL, operation, Describe(), revoked);

    private bool TryAccess(long offset, Span<byte> buffer, bool write, out int count)
    {
        if (!TryEnterGate(out var ticket))
        {
            throw CreateRefusal();
        }

        try
        {
            if (write)
            {
                ThrowIfReadOnly();
            }

            count = 0;
            return _pages is not null && _pages.TryAccess(this, offset, buffer, write, out count);
        }
        finally
        {
            LeaveGate(ticket);
        }
    }
}
