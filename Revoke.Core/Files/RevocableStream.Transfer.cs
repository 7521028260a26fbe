using Revoke.Drivers;

namespace Revoke;

/// <content>Reading and writing, in all the forms that <see cref="Stream"/> has.</content>
public sealed partial class RevocableStream
{
    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Readable().Read(buffer, Within(_readTimeout));

    /// <inheritdoc/>
    public override int ReadByte()
    {
        var one = (byte)0;
        return Read(new Span<byte>(ref one)) == 0 ? -1 : one;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Readable().ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <summary>Writes all of the buffer, or throws; a <see cref="RevokedException"/> then says how much was written.</summary>
    /// <param name="buffer">What to write.</param>
    public override void Write(ReadOnlySpan<byte> buffer) => Writable().Write(buffer, Within(_writeTimeout), throwShort: true);

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Writes all of the buffer, or fails; a <see cref="RevokedException"/> then says how much was written.</summary>
    /// <param name="buffer">What to write.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that is completed when all is written.</returns>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var write = Writable().WriteCoreAsync(buffer, DriverCall.CurrentPosition, throwShort: true, cancellationToken);
        return write.IsCompletedSuccessfully ? CompleteAsync(write) : new ValueTask(write.AsTask());
    }

    /// <inheritdoc/>
    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

    private static ValueTask CompleteAsync(ValueTask<int> write)
    {
        _ = write.Result;
        return ValueTask.CompletedTask;
    }

    private Deadline Within(TimeSpan timeout) => new(Scope.Options.TimeProvider, timeout);
}
