using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

internal sealed class ReadOperation(RevocableFile file, IReadOperation operations, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    : FileOperation<int>(file, Timeout.InfiniteTimeSpan, cancellationToken)
{
    private protected override bool IsRead => !buffer.IsEmpty;

    private protected override bool TryStep(out OperationResult result, out WaitRequest wait)
    {
        var step = new ReadStep(operations, buffer.Span, offset);
        return File.TryStep(ref step, out result, out wait);
    }

    private protected override bool TryComplete(in OperationResult result, out int value)
    {
        value = File.CompleteRead(result, buffer.Length);
        return true;
    }

    private protected override Exception End(WakeCause cause, out int value)
    {
        value = 0;
        return File.CreateException(cause, 0, ReadStep.Name, CancellationToken);
    }
}
