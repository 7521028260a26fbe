using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>The short while that a followed device is given to be gone before a call that met an error, or an end of file, takes it for an ordinary one.</summary>
internal sealed class Grace
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(16);

    private readonly WaitSource _end = new();
    private readonly IPresence _presence;
    private readonly Deadline _deadline;
    private readonly ITimer _timer;
    private TimeSpan _pause = s_firstLook;

    private Grace(IPresence presence, TimeSpan duration)
    {
        _presence = presence;
        _deadline = new Deadline(TimeProvider.System, duration); // the kernel's time, not the program's
        _timer = TimeProvider.System.CreateTimer(static grace => ((Grace)grace!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(s_firstLook, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ready when the device is gone or the time is over.</summary>
    internal static WaitRequest Begin(IPresence presence, TimeSpan duration)
    {
        var epoch = WaitSource.Epoch;
        return WaitRequest.ForSource(new Grace(presence, duration)._end, epoch);
    }

    private void Look()
    {
        if (_presence.IsGone || _deadline.HasPassed)
        {
            _timer.Dispose();
            _end.Set();
            return;
        }

        _pause = _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;
        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
    }
}
