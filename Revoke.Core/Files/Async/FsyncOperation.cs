using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

internal sealed class FsyncOperation(RevocableFile file, IFsyncOperation operations, CancellationToken cancellationToken)
    : FileOperation<int>(file, Timeout.InfiniteTimeSpan, cancellationToken)
{
    private protected override bool TryStep(out OperationResult result, out WaitRequest wait)
    {
        var step = new FsyncStep(operations);
        return File.TryStep(ref step, out result, out wait);
    }

    private protected override bool TryComplete(in OperationResult result, out int value)
    {
        value = File.CompleteFsync(result);
        return true;
    }

    private protected override Exception End(WakeCause cause, out int value)
    {
        value = 0;
        return File.CreateException(cause, 0, FsyncStep.Name, CancellationToken);
    }
}
