using Revoke.Diagnostics;
using Revoke.Guards;

namespace Revoke;

/// <content>Dispose of an object in which nobody is: claimed, closed, released, and nothing allocated.</content>
public abstract partial class RevocableObject
{
    /// <summary>As <see cref="Dispose"/>, waiting for nobody.</summary>
    private protected Teardown BeginDispose()
    {
        Volatile.Write(ref _disposed, true);
        if (!IsRevoked && UseThread.Current is { Executing: null, WaitingIn: null } me && TryClaim(me.Disposal, out var needsBarrier))
        {
            return DisposeQuickly(me, needsBarrier);
        }

        return Teardown ?? Teardown.BeginDispose(this);
    }

    private Teardown DisposeQuickly(UseThread me, bool needsBarrier)
    {
        if (needsBarrier)
        {
            ProcessBarrier.Issue();
        }

        if (Wake(WakeCause.Disposed))
        {
            CleanUpAfterWake();
        }

        SlotSnapshot? snapshot = null;
        if (!IsVacant(ref snapshot))
        {
            // Whoever has left since, and told nobody, is seen by the next look: there is a fence between.
            return Teardown!.ResumeDispose(this);
        }

        (me.Executing, me.Disposal.Item) = (me.Disposal, this);
        Teardown.TryHangUp(this);
        Teardown.TryRelease(this);
        (me.Executing, me.Disposal.Item) = (null, null);
        Scope.Remove(this);
        MarkReleased();
        Telemetry.Released(IsCounted ? 1 : 0);
        if (Interlocked.CompareExchange(ref _end, Teardown.OfQuickDisposals, me.Disposal) is Teardown awaited)
        {
            awaited.CompleteDispose();
            return awaited;
        }

        return Teardown.OfQuickDisposals;
    }

    private Teardown Await(QuickDisposal disposal)
    {
        _ = Interlocked.CompareExchange(ref _end, Teardown.ForDisposal(this, disposal.Thread), disposal);
        return (Teardown)_end!;
    }
}
