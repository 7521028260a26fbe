namespace Revoke.Cli.Ls;

/// <summary>A device.</summary>
/// <param name="Name">The kernel's name for it.</param>
/// <param name="Subsystem">Its class or bus; null if it has none.</param>
/// <param name="Node">Its device node; null if it has none.</param>
/// <param name="DevicePath">Its path below the root of sysfs.</param>
/// <param name="SysPath">Its directory.</param>
internal sealed record DeviceEntry(string Name, string? Subsystem, string? Node, string DevicePath, string SysPath)
{
    internal static DeviceEntry Of(Device device) => new(device.Name, device.Subsystem, device.Node, device.DevicePath, device.SysPath);
}
