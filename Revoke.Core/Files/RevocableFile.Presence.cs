using System.Runtime.CompilerServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;
using Revoke.Waiting;

namespace Revoke;

/// <content>Where the scope follows a device: whether an error, or an end of file, is the device's end.</content>
public sealed partial class RevocableFile
{
    // The kernel hangs up first and takes the device out of sysfs afterwards: 35 ms later were seen. An attribute goes together with its directory.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_graceOfAttribute = TimeSpan.FromMilliseconds(40);

    /// <summary>Whether this end of file says that the device is gone. Files with a position end like any file.</summary>
    private bool IsEndOfDevice() => Has(FileAbilities.EndMeansGone) || (!CanSeek && IsDeviceGone);

    // Whatever a device answers that is not there any more, or about to go.
    private bool IsAnswerOfTheGone(int errno) => Scope.Options.Presence is { } presence && (presence.IsGone || presence.IsGoing(errno));

    private bool IsDeviceGone => Scope.Options.Presence is { IsGone: true };

    /// <summary>Whether a result is worth waiting for the device to be gone, in which a revoke or dispose wakes: a hang-up comes first. A call waits so once, and then says what it met.</summary>
    /// <param name="result">Done or failed.</param>
    /// <param name="isRead">Whether nothing, where it is the result, is the end of the file.</param>
    /// <param name="wait">What to wait for.</param>
    internal bool TryBeginGrace(in OperationResult result, bool isRead, out WaitRequest wait)
    {
        wait = default;
        return (result.Status == OperationStatus.Failed || (isRead && result.Count == 0)) && TryBeginGraceCore(result, out wait);
    }

    // Not inlined into every read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryBeginGraceCore(in OperationResult result, out WaitRequest wait)
    {
        wait = default;
        if (Has(FileAbilities.EndMeansGone) || Scope.Options.Presence is not { IsGone: false, TellsAtOnce: false } presence || IsRevoked || IsDisposed)
        {
            return false;
        }

        var mayBeGoing = result.IsGone ? false
            : result.Status == OperationStatus.Failed ? Errno.CanMeanGone(result.Errno) && (result.Errno != Errno.EIO || HasHungUp())
            : !CanSeek && HasHungUp();
        if (mayBeGoing)
        {
            wait = Grace.Begin(presence, CanSeek ? s_graceOfAttribute : s_grace);
        }

        return mayBeGoing;
    }

    /// <summary>The wait of <see cref="TryBeginGrace"/> on the caller's thread. None: what was met is to be said.</summary>
    private WakeCause SleepInGrace(WaitRequest wait, CancellationToken cancellationToken)
    {
        var cause = Sleep(wait, new Deadline(TimeProvider.System, s_grace), cancellationToken); // however busy the pool is
        return cause is WakeCause.Ready or WakeCause.TimedOut ? WakeCause.None : cause;
    }
}
