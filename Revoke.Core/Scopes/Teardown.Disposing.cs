using Revoke.Guards;

namespace Revoke;

/// <content>Dispose of one object: begun here, or taken over from a <see cref="QuickDisposal"/>.</content>
internal sealed partial class Teardown
{
    /// <summary>Steps 1 and 2 for one object, and the others too if nobody is inside.</summary>
    internal static Teardown BeginDispose(RevocableObject item)
    {
        var scope = item.Scope;
        var teardown = new Teardown(item, scope.Options.TimeProvider, RevokeReason.Disposed);
        if (!item.TryClaim(teardown, out var needsBarrier))
        {
            return item.Teardown!;
        }

        teardown.BeginClaimed(item, needsBarrier);
        return teardown;
    }

    /// <summary>What stands in for a quick disposal that somebody has to wait for: a dispose whose release is done by that thread.</summary>
    internal static Teardown ForDisposal(RevocableObject item, UseThread thread)
    {
        var teardown = new Teardown(item, item.Scope.Options.TimeProvider, RevokeReason.Disposed) { _begun = true, _beginner = null };
        (teardown._executor, teardown._executing, teardown._releasing) = (thread, [item], true);
        return teardown;
    }

    /// <summary>The quick disposal has found somebody inside: from here on as any dispose.</summary>
    internal Teardown ResumeDispose(RevocableObject item)
    {
        using (UninterruptedLock.Take(_sync))
        {
            (_executor, _executing, _releasing) = (null, null, false);
            (_begun, _beginner) = (false, UseThread.Current);
        }

        BeginClaimed(item, needsBarrier: true);
        return this;
    }

    /// <summary>The quick disposal is done.</summary>
    internal void CompleteDispose()
    {
        using (UninterruptedLock.Take(_sync))
        {
            (_executor, _executing, _releasing) = (null, null, false);
        }

        Advance();
    }

    private void BeginClaimed(RevocableObject item, bool needsBarrier)
    {
        NoteClosed(needsBarrier);
        _toWake.Add(item);
        using (UninterruptedLock.Take(_sync))
        {
            _objects.Add(item);
        }

        NoteParent();
        WakeSleepers(WakeCause.Disposed);
        FinishBeginning();
        Advance();
    }
}
