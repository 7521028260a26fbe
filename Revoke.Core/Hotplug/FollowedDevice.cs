using Revoke.Errors;
using Revoke.Guards;

namespace Revoke.Hotplug;

/// <summary>One instance of a device, from its arrival to its removal.</summary>
/// <param name="device">As it was when it was found.</param>
/// <param name="directory">Its directory; this object's from now on.</param>
/// <param name="sequence">The number of the last event sent before it was seen alive: a removal up to it was that of its predecessor.</param>
internal sealed class FollowedDevice(Device device, DeviceDirectory directory, long sequence) : IPresence, IDisposable
{
    private readonly HashSet<RevokeScope> _kept = [];
    private Device _device = device;
    private bool _removed;

    /// <summary>As it was last seen.</summary>
    internal Device Device
    {
        get => Volatile.Read(ref _device);
        set => Volatile.Write(ref _device, value);
    }

    /// <summary>Major and minor number of its node; null if it has none, or does not say.</summary>
    internal (uint Major, uint Minor)? Number { get; init; }

    internal DeviceDirectory Directory => directory;

    /// <summary>What ends with the driver that is bound to it.</summary>
    internal required DriverBinding Binding { get; init; }

    internal long Sequence => sequence;

    public bool IsGone => Volatile.Read(ref _removed) || !directory.IsAlive;

    // uio_unregister_device of drivers/uio/uio.c takes away what every answer comes from before it wakes anybody.
    public bool TellsAtOnce => Device.Subsystem is "uio";

    // A network device that is being unregistered answers so for some milliseconds before its removal is announced (dev_isalive of net/core/net-sysfs.c); a
    // live one never does to this question, though to others it does. So does a UIO device, whose node answers EIO to a read, and when it has no interrupt too,
    // and cannot be opened: EINVAL, then ENODEV, then ENOENT.
    public bool IsGoing(int errno)
    {
        var question = (Device.Subsystem, errno) switch
        {
            ("net", Errno.EINVAL) => "ifindex",
            ("uio", Errno.EINVAL or Errno.EIO or Errno.ENODEV or Errno.ENOENT) => "version",
            _ => null,
        };
        if (question is null)
        {
            return false;
        }

        if (directory.AnswersTo(question, Errno.EINVAL))
        {
            MarkRemoved();
            return true;
        }

        return !directory.IsAlive; // it went while it was asked
    }

    /// <summary>
    /// Whether a removal that was announced is its own: that of its path, and not of a child's. But a sound card takes all its files their operations and then removes its children one by one, first its
    /// control and at last itself (<c>snd_card_disconnect</c> of sound/core/init.c): it is gone with the first.
    /// </summary>
    internal bool IsRemovedBy(DeviceEvent happened)
    {
        var (device, removed) = (Device, happened.DevicePath);
        return string.Equals(removed, device.DevicePath, StringComparison.Ordinal)
            || (device.Subsystem is "sound" && removed.StartsWith(device.DevicePath, StringComparison.Ordinal) && removed.AsSpan(device.DevicePath.Length).StartsWith("/controlC", StringComparison.Ordinal));
    }

    /// <summary>Whether its node stands there.</summary>
    internal bool HasNode(string path) => FileStatus.TryGet(path) is { } status && (Number is not { } number || number == (status.Major, status.Minor));

    internal void MarkRemoved() => Volatile.Write(ref _removed, true);

    public void Keep(RevokeScope scope)
    {
        using var guard = UninterruptedLock.Take(_kept);
        _kept.Add(scope);
    }

    public void LetGo(RevokeScope scope)
    {
        using var guard = UninterruptedLock.Take(_kept);
        _kept.Remove(scope);
    }

    public void Dispose() => directory.Dispose();
}
