using System.Threading.Tasks.Sources;
using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

internal sealed class WriteOperation(
    RevocableFile file, IWriteOperation operations, ReadOnlyMemory<byte> buffer, long offset, int written, bool throwShort, CancellationToken cancellationToken)
    : FileOperation<int>(file, Timeout.InfiniteTimeSpan, cancellationToken)
{
    private int _written = written;

    private protected override ValueTaskSourceStatus GetStatusAtEnd(WakeCause cause) =>
        _written > 0 && !throwShort ? ValueTaskSourceStatus.Succeeded : base.GetStatusAtEnd(cause);

    private protected override bool TryStep(out OperationResult result, out WaitRequest wait)
    {
        var step = new WriteStep(operations, buffer.Span[_written..], offset < 0 ? offset : offset + _written);
        return File.TryStep(ref step, out result, out wait);
    }

    private protected override bool TryComplete(in OperationResult result, out int value) =>
        File.TryCompleteWrite(result, buffer.Length, ref _written, throwShort, out value);

    private protected override Exception? End(WakeCause cause, out int value)
    {
        value = _written;
        return _written > 0 && !throwShort ? null : File.CreateException(cause, _written, WriteStep.Name, CancellationToken);
    }
}
