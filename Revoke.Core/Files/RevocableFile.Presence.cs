using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke;

/// <content>Where the scope follows a device: whether an error, or an end of file, is the device's end.</content>
public sealed partial class RevocableFile
{
    // The kernel hangs up first and takes the device out of sysfs afterwards: 35 ms later were seen. An attribute goes together with its directory.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_graceOfAttribute = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_longestLook = TimeSpan.FromMilliseconds(16);

    /// <summary>Whether this end of file says that the device is gone. Files with a position end like any file.</summary>
    private bool IsEndOfDevice() => _endMeansGone || (!CanSeek && IsDeviceGone(mayBeGoing: HasHungUp()));

    /// <summary>Whether the followed device is gone.</summary>
    /// <param name="mayBeGoing">It is given a short while to be, in which a revoke or dispose wakes: a hang-up comes first.</param>
    private bool IsDeviceGone(bool mayBeGoing)
    {
        if (Scope.Options.Presence is not { } presence)
        {
            return false;
        }

        var end = new Deadline(TimeProvider.System, CanSeek ? s_graceOfAttribute : s_grace);
        var pause = TimeSpan.FromMilliseconds(0.25);
        while (!presence.IsGone)
        {
            if (!mayBeGoing || end.HasPassed)
            {
                return false;
            }

            var never = WaitRequest.ForSource(new WaitSource(), WaitSource.Epoch);
            var cause = Sleep(never, new Deadline(TimeProvider.System, pause), CancellationToken.None);
            if (cause == WakeCause.Disposed)
            {
                throw CreateRefusal(); // which says nothing of the device
            }

            if (cause == WakeCause.Revoked)
            {
                return true;
            }

            pause = pause * 2 < s_longestLook ? pause * 2 : s_longestLook;
        }

        return true;
    }
}
