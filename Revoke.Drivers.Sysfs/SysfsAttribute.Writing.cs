using System.Text;

namespace Revoke.Drivers.Sysfs;

/// <content>Writing the whole value, and parts of binary ones.</content>
public sealed partial class SysfsAttribute
{
    /// <summary>How many bytes a binary attribute has, as far as its directory says: a page for every text attribute of sysfs, 0 where nobody knows before it is read.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    public long Length => File.Length;

    /// <summary>Writes a value. The attribute has to be open for writing.</summary>
    /// <param name="text">The whole value, as it is: hardly any needs a newline at its end. An empty one is written as a newline, because a write of nothing reaches no driver.</param>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">The driver of the attribute refused the value (EINVAL and others), or took only a part of it; it is longer than a page; or it is not open for writing (EBADF).</exception>
    public void WriteText(string text)
    {
        var bytes = Encode(text);
        var file = BorrowForWriting();
        try
        {
            CheckWhole(file.Write(bytes), bytes.Length);
            CutRest(file, bytes.Length);
        }
        finally
        {
            Return(file, ref _isWritten);
        }
    }

    /// <summary>As <see cref="WriteText"/>, on a thread of the pool.</summary>
    /// <param name="text">The whole value.</param>
    /// <param name="cancellationToken">Looked at before the write, which cannot be ended itself.</param>
    /// <returns>A task that ends when the driver of the attribute has the value.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired before the write.</exception>
    /// <exception cref="IOException">The driver of the attribute refused the value, or took only a part of it; or it is not open for writing.</exception>
    public async ValueTask WriteTextAsync(string text, CancellationToken cancellationToken = default)
    {
        var bytes = Encode(text);
        var file = BorrowForWriting();
        try
        {
            CheckWhole(await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false), bytes.Length);
            CutRest(file, bytes.Length);
        }
        finally
        {
            await ReturnAsync(file, ref _isWritten).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a part of a binary attribute (<c>config</c>, <c>vpd</c>).</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From the beginning, in bytes.</param>
    /// <returns>How many bytes: as many as the buffer takes, fewer only at the end, 0 behind it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        int count;
        do
        {
            count = File.Read(buffer[total..], offset + total);
            total += count;
        }
        while (count > 0 && total < buffer.Length);

        return total;
    }

    /// <summary>Writes a part of a binary attribute, which has to be open for writing.</summary>
    /// <param name="buffer">What to write: all of it, a page at a time if it is more.</param>
    /// <param name="offset">From the beginning, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">The driver of the attribute refused it, or took only a part; or it is not open for writing (EBADF).</exception>
    public void Write(ReadOnlySpan<byte> buffer, long offset) => CheckWhole(File.Write(buffer, offset), buffer.Length);

    private byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = text.Length == 0 ? "\n"u8.ToArray() : Encoding.UTF8.GetBytes(text);

        // kernfs_fop_write_iter: a longer one would be stored piece by piece, each as a value of its own.
        return bytes.Length <= Environment.SystemPageSize || _place.Kind != TreeKind.Kernel ? bytes
            : throw new IOException($"write '{File.Name}': a value of {bytes.Length} bytes; an attribute takes {Environment.SystemPageSize}.");
    }

    private void CheckWhole(int count, int length)
    {
        if (count != length)
        {
            throw new IOException($"write '{File.Name}': {count} of {length} bytes were taken.");
        }
    }

    /// <summary>
    /// A file at its beginning. Not by an offset, which many files of /proc do not take with a write (seq_open); and the position is one for all who write to an
    /// open file, so another one is opened while somebody does.
    /// </summary>
    private RevocableFile BorrowForWriting()
    {
        var file = Borrow(FileAccess.Write, ref _isWritten);
        try
        {
            if (ReferenceEquals(file, File) && _wasWritten)
            {
                file.Seek(0, SeekOrigin.Begin);
            }

            _wasWritten = true;
            return file;
        }
        catch
        {
            Return(file, ref _isWritten);
            throw;
        }
    }

    /// <summary>A file on a disk keeps what was longer before; an attribute has nothing left of it.</summary>
    private void CutRest(RevocableFile file, int length)
    {
        if (_place.Kind == TreeKind.Disk)
        {
            file.SetLength(length);
        }
    }
}
