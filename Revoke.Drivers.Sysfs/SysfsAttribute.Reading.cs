namespace Revoke.Drivers.Sysfs;

/// <content>Reading the whole value.</content>
public sealed partial class SysfsAttribute
{
    /// <summary>Reads the whole value.</summary>
    /// <returns>The text, without the newline at its end; what is no UTF-8 is replaced.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public string ReadText()
    {
        using var value = Read();
        return value.Text;
    }

    /// <summary>As <see cref="ReadText"/>, on a thread of the pool.</summary>
    /// <param name="cancellationToken">Looked at before each read, which cannot be ended itself.</param>
    /// <returns>The text, without the newline at its end.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public async ValueTask<string> ReadTextAsync(CancellationToken cancellationToken = default)
    {
        var file = BorrowForReading();
        try
        {
            using var value = await ReadWholeAsync(file, cancellationToken).ConfigureAwait(false);
            return value.Text;
        }
        finally
        {
            await ReturnAsync(file, ref _isRead).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the whole value.</summary>
    /// <returns>The bytes, with a newline if there is one at the end.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public byte[] ReadBytes()
    {
        using var value = Read();
        return value.Bytes.ToArray();
    }

    private static WholeValue ReadWhole(RevocableFile file)
    {
        var value = new WholeValue(file.Length);
        try
        {
            while (value.Add(file.Read(value.Room.Span, value.Offset)))
            {
            }

            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    private static async ValueTask<WholeValue> ReadWholeAsync(RevocableFile file, CancellationToken cancellationToken)
    {
        var value = new WholeValue(file.Length);
        try
        {
            while (value.Add(await file.ReadAsync(value.Room, value.Offset, cancellationToken).ConfigureAwait(false)))
            {
            }

            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    private WholeValue Read()
    {
        var file = BorrowForReading();
        try
        {
            return ReadWhole(file);
        }
        finally
        {
            Return(file, ref _isRead);
        }
    }

    /// <summary>
    /// The file, or another one of the same attribute while somebody uses it: two who read the same open file in pieces would get pieces of two values, and
    /// a lock would let one who is stuck in the kernel hold up the other.
    /// </summary>
    private RevocableFile Borrow(FileAccess access, ref int isLent) =>
        Interlocked.CompareExchange(ref isLent, 1, 0) == 0 ? File : _place.Open(Scope, Name, access); // pairs with TryReturn: the earlier user is done

    private RevocableFile BorrowForReading()
    {
        Volatile.Write(ref _wasRead, true);
        return Borrow(FileAccess.Read, ref _isRead);
    }

    private void Return(RevocableFile file, ref int isLent)
    {
        if (!TryReturn(file, ref isLent))
        {
            file.Dispose();
        }
    }

    private ValueTask ReturnAsync(RevocableFile file, ref int isLent) => TryReturn(file, ref isLent) ? ValueTask.CompletedTask : file.DisposeAsync();

    private bool TryReturn(RevocableFile file, ref int isLent)
    {
        if (!ReferenceEquals(file, File))
        {
            return false;
        }

        Volatile.Write(ref isLent, 0);
        return true;
    }
}
