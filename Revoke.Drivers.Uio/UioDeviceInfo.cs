namespace Revoke.Drivers.Uio;

/// <summary>A UIO device as sysfs shows it at one moment.</summary>
/// <param name="Number">The kernel's number: N of <c>/dev/uioN</c>. When the device comes back it may be another.</param>
/// <param name="Name">What its driver calls it. Several devices may have one name, as all of <c>uio_pci_generic</c> have.</param>
/// <param name="Version">The version that its driver says.</param>
/// <param name="Device">The device.</param>
/// <param name="Id">What it is known by when it comes back: the device above it, and its rank among the UIO devices there.</param>
/// <param name="DriverName">The kernel driver that is bound to the device above it; <see langword="null"/> if there is none.</param>
/// <param name="IsPci">Whether the device above it is a PCI device.</param>
/// <param name="Maps">Its memory, in the order of the numbers.</param>
/// <param name="Ports">Its I/O ports, in the order of the numbers.</param>
public sealed record UioDeviceInfo(
    int Number, string Name, string Version, Device Device, DeviceId Id, string? DriverName, bool IsPci, IReadOnlyList<UioMapInfo> Maps, IReadOnlyList<UioPortInfo> Ports)
{
    /// <summary>The full path of its node: <c>/dev/uio0</c>.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public string NodePath => Device.Node ?? throw new InvalidOperationException($"'{Device.SysPath}' has no node.");
}
