using Revoke.Guards;

namespace Revoke;

/// <content>Operations that are marked as able to block in the kernel are kicked again and again until they leave.</content>
internal sealed partial class Teardown
{
    private static readonly TimeSpan s_slowestKick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_nextLook = TimeSpan.FromMilliseconds(10);

    private ITimer? _kickTimer;
    private TimeSpan _kickPause = TimeSpan.FromMilliseconds(1);

    /// <summary>Kicks everything that is still inside and can be kicked. Null if there is nothing such; else when to kick next.</summary>
    private TimeSpan? KickBlocked()
    {
        var me = UseThread.Current;
        List<(RevocableObject Item, GateTicket Stay)>? blocked = null;
        using (UninterruptedLock.Take(_sync))
        {
            SlotSnapshot? snapshot = null;
            for (var i = _emptyObjects; i < _objects.Count; i++)
            {
                // I19: inside before the lock is left, so that it is not released before or while it is kicked. Of a gate that was taken for drained nobody could say
                // that somebody is inside: an attempt that is about to be refused looks the same.
                if (_objects[i].CanBlock && _objects[i].Gate.TryJoin(me, "kick", ref snapshot, out var stay))
                {
                    (blocked ??= []).Add((_objects[i], stay));
                }
            }
        }

        if (blocked is null)
        {
            return null;
        }

        foreach (var (item, stay) in blocked)
        {
            try
            {
                item.Kick();
            }
            catch (Exception exception)
            {
                Diagnostics.Log.KickFailed(item.Scope.Options.Logger, item.Describe(), exception);
            }
            finally
            {
                SlotSnapshot? snapshot = null;
                if (item.Gate.Leave(stay) && item.Gate.IsEmpty(ref snapshot))
                {
                    Signal(); // it was the last; nobody waits for a kick alone
                }
            }
        }

        var pause = _kickPause;
        _kickPause = pause + pause < s_slowestKick ? pause + pause : s_slowestKick;
        return pause;
    }

    /// <summary>Whether something may change that nobody is told of: then when to look again.</summary>
    private TimeSpan? FindUnannounced()
    {
        using var guard = UninterruptedLock.Take(_sync);
        return _completed ? null : _withheld.Count > 0 ? s_nextAttempt : _disposed is { IsLeftInSilence: true } ? s_nextLook : null;
    }

    private void LookAgain()
    {
        if (FindUnannounced() is not null)
        {
            using (UninterruptedLock.Take(_sync))
            {
                _retriesWithheld = true;
            }

            Signal();
        }

        RepeatKicks();
    }

    private static TimeSpan? Min(TimeSpan? one, TimeSpan? other) => one is { } first && other is { } second ? (first < second ? first : second) : one ?? other;

    /// <summary>Goes on kicking, and looking, when no thread waits here that does it.</summary>
    private void RepeatKicks()
    {
        if (Min(KickBlocked(), FindUnannounced()) is not { } pause)
        {
            return;
        }

        using var guard = UninterruptedLock.Take(_sync);
        if (_completed)
        {
            return;
        }

        _kickTimer?.Dispose();
        _kickTimer = _time.CreateTimer(static state => ((Teardown)state!).LookAgain(), this, pause, Timeout.InfiniteTimeSpan);
    }
}
