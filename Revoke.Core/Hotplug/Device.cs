namespace Revoke;

/// <summary>A device as sysfs shows it at one moment.</summary>
/// <param name="DevicePath">Its path below the root of sysfs: <c>/devices/pci0000:00/…/ttyUSB0</c>.</param>
/// <param name="Subsystem">Its class or bus; <see langword="null"/> if it has none.</param>
/// <param name="Node">The full path of its device node, <c>/dev/ttyUSB0</c>; <see langword="null"/> if it has none.</param>
/// <param name="SysPath">The full path of its directory, <c>/sys/devices/pci0000:00/…/ttyUSB0</c>.</param>
public sealed record Device(string DevicePath, string? Subsystem, string? Node, string SysPath)
{
    /// <summary>The kernel's name for it, <c>ttyUSB0</c>; the next time it may be another.</summary>
    public string Name => DevicePath[(DevicePath.LastIndexOf('/') + 1)..];
}
