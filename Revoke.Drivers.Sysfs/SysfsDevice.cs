namespace Revoke.Drivers.Sysfs;

/// <summary>
/// A device, and its directory of attributes. When it is removed, everything that was opened from it dies at once; a device that comes back is
/// another object, of the next generation. After a rename it is still the same device.
/// </summary>
public sealed partial class SysfsDevice : SysfsDirectory
{
    /// <summary>Takes over the scope.</summary>
    internal SysfsDevice(RevokeScope scope, TreeKind kind)
        : base(scope, new DevicePlace(string.Empty, kind))
    {
    }

    /// <summary>The device as it was last seen.</summary>
    public Device Device => Scope.Device!;

    /// <summary>Counts the returns of the device, from 1.</summary>
    public long Generation => Scope.Generation;
}
