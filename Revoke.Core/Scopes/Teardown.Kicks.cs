using Revoke.Guards;

namespace Revoke;

/// <content>Operations that are marked as able to block in the kernel are kicked again and again until they leave.</content>
internal sealed partial class Teardown
{
    private static readonly TimeSpan s_slowestKick = TimeSpan.FromMilliseconds(100);

    private ITimer? _kickTimer;
    private TimeSpan _kickPause = TimeSpan.FromMilliseconds(1);

    /// <summary>Kicks everything that is still inside and can be kicked. Null if there is nothing such; else when to kick next.</summary>
    private TimeSpan? KickBlocked()
    {
        List<RevocableObject>? blocked = null;
        using (UninterruptedLock.Take(_sync))
        {
            for (var i = _emptyObjects; i < _objects.Count; i++)
            {
                if (_objects[i].CanBlock && !_objects[i].Gate.IsEmpty)
                {
                    (blocked ??= []).Add(_objects[i]);
                }
            }
        }

        if (blocked is null)
        {
            return null;
        }

        var me = UseThread.Current;
        foreach (var item in blocked)
        {
            // Inside, so that it is not released before or while it is kicked.
            if (!item.Gate.TryJoin(me, "kick", out var ticket))
            {
                continue;
            }

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
                item.Gate.Part(ticket);
            }
        }

        var pause = _kickPause;
        _kickPause = pause + pause < s_slowestKick ? pause + pause : s_slowestKick;
        return pause;
    }

    /// <summary>Goes on kicking when no thread waits here that does it.</summary>
    private void RepeatKicks()
    {
        if (KickBlocked() is not { } pause)
        {
            return;
        }

        using var guard = UninterruptedLock.Take(_sync);
        if (_completed)
        {
            return;
        }

        _kickTimer?.Dispose();
        _kickTimer = _time.CreateTimer(static state => ((Teardown)state!).RepeatKicks(), this, pause, Timeout.InfiniteTimeSpan);
    }
}
