using Revoke.Errors;
using Revoke.Guards;
using Revoke.Simple;

namespace Revoke.Drivers;

/// <summary>
/// One open file over memory of a fixed size, as a binary attribute of sysfs (<c>config</c>, <c>nvmem</c>): read and written at
/// offsets, with a position, never longer or shorter. Any number of open files may share the memory.
/// </summary>
/// <remarks>
/// Reads end at its end, with 0 there. A write that begins before the end takes what fits; one at the end or past it fails with EFBIG, as
/// the kernel's does. Setting the length fails with EINVAL. Bytes are copied under no lock, as in memory: a read beside a write sees some of both.
/// </remarks>
public sealed class MemoryRegion : IReadOperation, IWriteOperation, ISeekOperation, IPartialOperations
{
    private readonly object _sync = new();
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly Memory<byte>? _writable;
    private FilePosition _position;

    /// <summary>Creates a file that is read and written.</summary>
    /// <param name="memory">The memory, not copied. The driver keeps it usable until <see cref="IFileOperations.Release"/> of the last file, that is, until a revoke is completed.</param>
    public MemoryRegion(Memory<byte> memory)
    {
        _memory = memory;
        _writable = memory;
    }

    /// <summary>Creates a file that is only read; a write fails with EINVAL.</summary>
    /// <param name="memory">The memory, not copied.</param>
    public MemoryRegion(ReadOnlyMemory<byte> memory) => _memory = memory;

    FileAbilities IPartialOperations.Missing => _writable is null ? FileAbilities.Write : FileAbilities.None;

    /// <inheritdoc/>
    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        var count = Claim(offset, buffer.Length, out var from);
        _memory.Span.Slice(from, count).CopyTo(buffer);
        return OperationResult.Done(count);
    }

    /// <inheritdoc/>
    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        if (_writable is not { } memory)
        {
            return OperationResult.Failed(Errno.EINVAL);
        }

        var count = Claim(offset, buffer.Length, out var from);
        if (count == 0 && !buffer.IsEmpty)
        {
            return OperationResult.Failed(Errno.EFBIG);
        }

        buffer[..count].CopyTo(memory.Span[from..]);
        return OperationResult.Done(count);
    }

    /// <inheritdoc/>
    public long Seek(in DriverCall context, long offset, SeekOrigin origin)
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _position.Seek(offset, origin, _memory.Length);
    }

    /// <inheritdoc/>
    public long GetLength(in DriverCall context) => _memory.Length;

    /// <inheritdoc/>
    public void Release()
    {
    }

    // The copying is done outside: a memory manager is the driver's code.
    private int Claim(long offset, int wanted, out int from)
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _position.Claim(offset, wanted, _memory.Length, out from);
    }
}
