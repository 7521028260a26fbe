using Revoke.Guards;

namespace Revoke;

/// <content>Steps 5 and 6: the last notices, and the releases.</content>
internal sealed partial class Teardown
{
    // Step 5.
    private void SendHangUps(List<RevocableObject> drained)
    {
        foreach (var item in drained)
        {
            AddError(TryHangUp(item));
        }
    }

    // Step 6. Exactly once: the object was claimed once (I4) and taken from the list once.
    private void ReleaseEach(List<RevocableObject> drained, UseThread me)
    {
        // While it releases, this thread does not wait: whoever waits for its release does so (I6), unless the release itself waits.
        var (outer, waitingIn) = (me.Executing, me.WaitingIn);
        (me.Executing, me.WaitingIn) = (this, null);
        var isAll = _scopes.Count > 0 && drained.Count > FewObjects && _objects.Count == 0; // then each scope is cleared at once
        var counted = 0;
        using (UninterruptedLock.Take(_sync))
        {
            (_executing, _executingAt) = (drained.Count == 0 ? null : drained, 0); // empty: all of it was withheld
        }

        for (var i = 0; i < drained.Count; i++)
        {
            var item = drained[i];
            Volatile.Write(ref _executingAt, i);
            AddError(TryRelease(item));
            counted += item.IsCounted ? 1 : 0;
            if (!isAll)
            {
                item.Scope.Remove(item);
            }

            item.MarkReleased();
        }

        if (isAll)
        {
            foreach (var scope in _scopes)
            {
                scope.RemoveReleased(_scopes.Count == 1 ? drained.Count : -1);
            }
        }

        (me.Executing, me.WaitingIn) = (outer, waitingIn);
        using (UninterruptedLock.Take(_sync))
        {
            _executing = null;
            _releasing = false;
            _released += counted;
            _lastReleased = drained.Count == 0 ? _lastReleased : _time.GetElapsedTime(_start);
            _signals++;
            Monitor.PulseAll(_sync);
        }

        SignalDependents(); // what is left may be excused, now that nothing is being released
        if (waitingIn is not null && me.IsInside)
        {
            ActiveWaits.SignalAll();
        }
    }

    /// <summary>Step 5 for one object; what was thrown, logged.</summary>
    internal static Exception? TryHangUp(RevocableObject item)
    {
        try
        {
            item.HangUp();
            return null;
        }
        catch (Exception exception)
        {
            // Whatever a driver, or a process out of descriptors, makes of it: the release follows.
            Diagnostics.Log.CallbackFailed(item.Scope.Options.Logger, item.Describe(), exception);
            return exception;
        }
    }

    /// <summary>Step 6 for one object; what was thrown, logged.</summary>
    internal static Exception? TryRelease(RevocableObject item)
    {
        try
        {
            item.Release();
            return null;
        }
        catch (Exception exception)
        {
            Diagnostics.Log.ReleaseFailed(item.Scope.Options.Logger, item.Describe(), exception);
            return exception;
        }
    }
}
