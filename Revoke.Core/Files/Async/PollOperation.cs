using System.Threading.Tasks.Sources;
using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

internal sealed class PollOperation(RevocableFile file, PollEvents events, TimeSpan timeout, CancellationToken cancellationToken)
    : FileOperation<PollEvents>(file, timeout, cancellationToken)
{
    private protected override ValueTaskSourceStatus GetStatusAtEnd(WakeCause cause) =>
        cause is WakeCause.Revoked or WakeCause.TimedOut ? ValueTaskSourceStatus.Succeeded : base.GetStatusAtEnd(cause);

    private protected override bool TryStep(out OperationResult result, out WaitRequest wait)
    {
        var step = new PollStep(File.Poller, events);
        return File.TryStep(ref step, out result, out wait);
    }

    private protected override bool TryComplete(in OperationResult result, out PollEvents value)
    {
        value = File.CompletePoll(WakeCause.None, result, CancellationToken);
        return true;
    }

    private protected override Exception? End(WakeCause cause, out PollEvents value)
    {
        value = cause == WakeCause.Revoked ? FasyncSubscription.Dead : PollEvents.None;
        return cause is WakeCause.Revoked or WakeCause.TimedOut ? null : File.CreateException(cause, 0, PollStep.Name, CancellationToken);
    }
}
