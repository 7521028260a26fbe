namespace Revoke;

/// <summary>
/// A <see cref="RevocableFile"/> as a <see cref="Stream"/>: for <see cref="StreamReader"/>, pipelines, serializers. Nothing is buffered.
/// A revoke ends every call with <see cref="RevokedException"/>, a dispose with <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed partial class RevocableStream : Stream
{
    private readonly RevocableFile _file;
    private readonly bool _leaveOpen;
    private TimeSpan _readTimeout = Timeout.InfiniteTimeSpan;
    private TimeSpan _writeTimeout = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    /// <summary>Creates a stream over a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="leaveOpen">Whether the file outlives the stream.</param>
    public RevocableStream(RevocableFile file, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        _leaveOpen = leaveOpen;
    }

    /// <summary>The scope of the file.</summary>
    public RevokeScope Scope => _file.Scope;

    /// <summary>The file, for ioctl, poll and the rest.</summary>
    public RevocableFile File => _file;

    /// <inheritdoc/>
    public override bool CanRead => !_disposed && _file.CanRead;

    /// <inheritdoc/>
    public override bool CanWrite => !_disposed && _file.CanWrite;

    /// <inheritdoc/>
    public override bool CanSeek => !_disposed && _file.CanSeek;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <summary>How long a synchronous read waits, in milliseconds; then <see cref="TimeoutException"/>, with nothing lost. Default <see cref="Timeout.Infinite"/>.</summary>
    public override int ReadTimeout
    {
        get => (int)_readTimeout.TotalMilliseconds;
        set => _readTimeout = ToTimeout(value);
    }

    /// <summary>How long a synchronous write waits, in milliseconds; then <see cref="TimeoutException"/>; a part may have been written, and the message says how much. Default <see cref="Timeout.Infinite"/>.</summary>
    public override int WriteTimeout
    {
        get => (int)_writeTimeout.TotalMilliseconds;
        set => _writeTimeout = ToTimeout(value);
    }

    /// <inheritdoc/>
    public override long Length => Seekable().Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => Seekable().Seek(0, SeekOrigin.Current);
        set => Seekable().Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Seekable().Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Writable(Seekable()).SetLength(value);
    }

    /// <summary>Does nothing: nothing is buffered.</summary>
    public override void Flush() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>Does nothing: nothing is buffered.</summary>
    /// <param name="cancellationToken">Ends the call before it begins.</param>
    /// <returns>A completed task.</returns>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (!_leaveOpen)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        if (disposing && !_leaveOpen)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static TimeSpan ToTimeout(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Timeout.Infinite);
        ArgumentOutOfRangeException.ThrowIfZero(value);
        return TimeSpan.FromMilliseconds(value);
    }

    private RevocableFile Seekable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _file.CanSeek ? _file : throw new NotSupportedException($"'{_file.Name}' has no position.");
    }

    private RevocableFile Readable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _file.CanRead ? _file : throw new NotSupportedException($"'{_file.Name}' is not open for reading.");
    }

    private RevocableFile Writable() => Writable(_file);

    private RevocableFile Writable(RevocableFile file)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return file.CanWrite ? file : throw new NotSupportedException($"'{file.Name}' is not open for writing.");
    }
}
