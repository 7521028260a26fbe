using System.Globalization;
using Revoke.Interop;
using Revoke.Mappings;

namespace Revoke;

/// <content>Checked access: an error where a view would be a SIGBUS.</content>
public sealed unsafe partial class RevocableMapping
{
    /// <summary>
    /// Copies out of the mapping, checked: where the file has been truncated, or its disk is gone, this is an error and not the end of the process. Costs a system call.
    /// What is checked is pages: from the new end of a truncated file to the end of that page there are zeros.
    /// </summary>
    /// <param name="offset">From where, in bytes.</param>
    /// <param name="destination">Where to; all of it is filled. After an error it holds what was copied before.</param>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device, in which an access has to have its width: use <see cref="Registers"/> or a view.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="BusErrorException">The memory cannot be reached; it says from where on.</exception>
    public void CopyTo(long offset, Span<byte> destination)
    {
        var copied = Copy(offset, destination.Length, destination, default, out var isRefused);
        ThrowIfIncomplete(offset, destination.Length, copied, isRefused);
    }

    /// <summary>As <see cref="CopyTo"/>, without an exception for a revoke or a bus error.</summary>
    /// <param name="offset">From where, in bytes.</param>
    /// <param name="destination">Where to.</param>
    /// <returns><see langword="false"/> if the scope, or one above it, was revoked, or the memory cannot be reached, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device.</exception>
    public bool TryCopyTo(long offset, Span<byte> destination) => TryCopy(offset, destination.Length, destination, default);

    /// <summary>Copies into the mapping, checked in the same way: what is written behind the new end of a truncated file, in the same page, is lost without an error.</summary>
    /// <param name="offset">Where to, in bytes.</param>
    /// <param name="source">What.</param>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="BusErrorException">The memory cannot be reached; it says from where on.</exception>
    public void CopyFrom(long offset, ReadOnlySpan<byte> source)
    {
        var copied = Copy(offset, source.Length, default, source, out var isRefused);
        ThrowIfIncomplete(offset, source.Length, copied, isRefused);
    }

    /// <summary>As <see cref="CopyFrom"/>, without an exception for a revoke or a bus error.</summary>
    /// <param name="offset">Where to, in bytes.</param>
    /// <param name="source">What.</param>
    /// <returns><see langword="false"/> if the scope, or one above it, was revoked, or the memory cannot be reached, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="NotSupportedException">It is the memory of a device.</exception>
    public bool TryCopyFrom(long offset, ReadOnlySpan<byte> source) => TryCopy(offset, source.Length, default, source);

    /// <summary>
    /// Makes pages present, checked: afterwards a view finds them without a page fault. They may be taken again; a file may be truncated the next moment. Memory of a device
    /// is present always, unless its driver supplies it page by page, as for sound: then this is how to have all of it before the device can go.
    /// </summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="length">How much, in bytes.</param>
    /// <param name="forWriting">Whether to be written to: what a page needs for its first write is done, too.</param>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">It is to be written to, and the mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">
    /// Not all of the memory can be reached; of a file it says where it was asked to begin, not from where on. Or the scope was revoked, and a <see cref="RevokedException"/> is inside.
    /// </exception>
    public void Populate(long offset, long length, bool forWriting = false)
    {
        CheckInside(offset, length);
        if (!TryEnterGate(out var ticket))
        {
            ThrowIfDisposed();
            throw CreateBusError(offset, 0, CreateRefusal());
        }

        try
        {
            if (forWriting)
            {
                EnsureWritable(_address + (nint)offset, length);
            }

            _pages?.EnsureReadable(this, offset, length);
            if (length > 0)
            {
                PopulatePages(offset, length, forWriting);
            }
        }
        finally
        {
            LeaveGate(ticket);
        }
    }

    private void PopulatePages(long offset, long length, bool forWriting)
    {
        var page = (nint)Environment.SystemPageSize;
        var from = (_address + (nint)offset) & ~(page - 1);
        var whole = (nuint)(_address + (nint)(offset + length) - from);
        if (Libc.madvise(from, whole, forWriting ? Libc.MADV_POPULATE_WRITE : Libc.MADV_POPULATE_READ) == 0)
        {
            return;
        }

        var errno = Errors.Errno.Last;
        if (errno == Errors.Errno.EINVAL && IsDeviceMemory)
        {
            return; // physical memory, all of it mapped at once
        }

        throw errno is Errors.Errno.EFAULT or Errors.Errno.EHWPOISON
            ? new BusErrorException(string.Create(CultureInfo.InvariantCulture, $"{Describe()} cannot all be reached: {length} bytes from {offset} on were asked for")) { Offset = offset }
            : Errors.Errno.ToException(errno, "madvise", $"'{Name}'");
    }

    private bool TryCopy(long offset, int length, Span<byte> destination, ReadOnlySpan<byte> source)
    {
        try
        {
            return Copy(offset, length, destination, source, out var isRefused) == length && !isRefused;
        }
        catch (BusErrorException)
        {
            return false; // from the driver that supplies the memory
        }
    }

    private int Copy(long offset, int length, Span<byte> destination, ReadOnlySpan<byte> source, out bool isRefused)
    {
        CheckInside(offset, length);
        var writes = !source.IsEmpty;
        isRefused = !TryEnterGate(out var ticket);
        if (isRefused)
        {
            ThrowIfDisposed();
            return 0;
        }

        try
        {
            if (IsDeviceMemory && _pages is null)
            {
                throw new NotSupportedException($"{Describe()} is the memory of a device, which no copy of the system's reaches by accesses of a known width: use Registers or a view.");
            }

            var address = _address + (nint)offset;
            if (writes)
            {
                EnsureWritable(address, length);
            }

            _pages?.EnsureReadable(this, offset, length);
            fixed (byte* to = destination)
            fixed (byte* from = source)
            {
                return writes ? CheckedCopy.Write(from, (byte*)address, length) : CheckedCopy.Read((byte*)address, to, length);
            }
        }
        finally
        {
            LeaveGate(ticket);
        }
    }

    private void ThrowIfIncomplete(long offset, int length, int copied, bool isRefused)
    {
        if (isRefused)
        {
            ThrowRefusal();
        }

        if (copied < length)
        {
            throw CreateBusError(offset + copied, copied, innerException: null);
        }
    }

    internal BusErrorException CreateBusError(long offset, long transferred, Exception? innerException) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Describe()} cannot be reached from byte {offset} on"), innerException) { Offset = offset, BytesTransferred = transferred };
}
