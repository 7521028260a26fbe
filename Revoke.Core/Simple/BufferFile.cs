using Revoke.Guards;

namespace Revoke.Drivers;

/// <summary>
/// A file of bytes in memory, as of a ramfs: read and written at offsets, growing up to a capacity, truncated. Its open files share the
/// bytes, each with a position of its own; what was written stays when they are closed or revoked, for the driver and for who opens it next.
/// </summary>
/// <remarks>
/// Each read and write is atomic beside the others. Reads end at the length, with 0 there. A write past the length fills the gap with
/// zeros; one that begins before the capacity takes what fits, one at the capacity or past it fails with EFBIG, and so does setting a longer length.
/// </remarks>
public sealed partial class BufferFile
{
    private readonly object _sync = new();
    private byte[] _bytes; // zero from _length on
    private int _length;

    /// <summary>Creates an empty file.</summary>
    /// <param name="capacity">How long it may become, in bytes; memory is taken as it grows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative or longer than an array can be.</exception>
    public BufferFile(int capacity)
        : this([], capacity)
    {
    }

    /// <summary>Creates a file with a content.</summary>
    /// <param name="content">The content; copied.</param>
    /// <param name="capacity">How long it may become, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than the length of <paramref name="content"/> or longer than an array can be.</exception>
    public BufferFile(ReadOnlySpan<byte> content, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, content.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, Array.MaxLength);
        Capacity = capacity;
        _bytes = content.ToArray();
        _length = content.Length;
    }

    /// <summary>How long it may become, in bytes.</summary>
    public int Capacity { get; }

    /// <summary>How long it is, in bytes.</summary>
    public int Length
    {
        get
        {
            using var guard = UninterruptedLock.Take(_sync);
            return _length;
        }
    }

    /// <summary>Operations for one open file, which reads and writes. To be passed as it is to <see cref="RevocableDirectory.Add"/>.</summary>
    /// <returns>The operations, at position 0.</returns>
    public IFileOperations Open() => Open(FileAccess.ReadWrite);

    /// <summary>Operations for one open file.</summary>
    /// <param name="access">What it can do; the rest fails with EINVAL.</param>
    /// <returns>The operations, at position 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="access"/> is none of the three.</exception>
    public IFileOperations Open(FileAccess access)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)access, (int)FileAccess.Read, nameof(access));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)access, (int)FileAccess.ReadWrite, nameof(access));
        return new OpenFile(this, access);
    }

    /// <summary>What is in it.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToArray()
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _bytes[.._length];
    }

    /// <summary>Puts a new content in the place of the old one; open files keep their positions.</summary>
    /// <param name="content">The content; copied.</param>
    /// <exception cref="ArgumentException"><paramref name="content"/> is longer than the capacity.</exception>
    public void SetContent(ReadOnlySpan<byte> content)
    {
        if (content.Length > Capacity)
        {
            throw new ArgumentException($"The content has {content.Length} bytes, the capacity is {Capacity}.", nameof(content));
        }

        using var guard = UninterruptedLock.Take(_sync);
        SetLengthUnsynchronized(content.Length);
        content.CopyTo(_bytes);
    }

    private void SetLengthUnsynchronized(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Capacity, Math.Max(length, 2L * _bytes.Length)));
        }

        if (length < _length)
        {
            _bytes.AsSpan(length, _length - length).Clear();
        }

        _length = length;
    }
}
