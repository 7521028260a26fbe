namespace Revoke.Drivers.Uio;

/// <content>Whether the hardware is still there, where nobody says so.</content>
public sealed partial class UioDevice
{
    private readonly PciPresence? _hardware;
    private ITimer? _timer;
    private Revocable<UioDevice>? _look;

    /// <summary>
    /// Looks whether the device is there: its directory in sysfs, its node as its own, and, of a PCI device, whether its configuration still answers: one that was pulled out without the kernel's knowing reads
    /// as ones. If it is not, its scope is revoked with <see cref="RevokeCause.Unplugged"/>, waiting for nobody. Its node is not opened for that.
    /// </summary>
    /// <returns>Whether it is there; <see langword="false"/> too if it was revoked or disposed before.</returns>
    /// <exception cref="IOException">It could not be found out: too many open files.</exception>
    public bool CheckLiveness()
    {
        if (!Scope.CheckPresence())
        {
            return false;
        }

        try
        {
            if (_hardware is { IsGone: true })
            {
                Scope.Revoke(new RevokeReason(RevokeCause.Unplugged, $"the configuration of {this} reads as ones"), TimeSpan.Zero);
            }
        }
        catch (Exception exception) when (exception is RevokedException or ObjectDisposedException)
        {
            return false;
        }

        return !Scope.IsRevoked;
    }

    internal void StartLooking(TimeProvider time, TimeSpan interval)
    {
        if (interval == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        // What nobody holds any more is not kept by its clock. The scope keeps the device, so that who holds no more than a mapping of it is told too.
        _look = new Revocable<UioDevice>(Scope, this, release: static device => device._timer?.Dispose(), name: "look for the hardware");
        var weak = new WeakReference<UioDevice>(this);
        _timer = time.CreateTimer(static weak => Look((WeakReference<UioDevice>)weak!), weak, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(interval, interval);
    }

    private static void Look(WeakReference<UioDevice> weak)
    {
        try
        {
            if (weak.TryGetTarget(out var device) && !device.CheckLiveness())
            {
                device._timer?.Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not found out now; the next look tries again.
        }
    }
}
