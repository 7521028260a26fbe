using System.Collections.ObjectModel;

namespace Revoke;

/// <summary>What happened to a device, as the kernel or udev announced it (Documentation/ABI/testing/sysfs-uevent, udev(7)).</summary>
/// <param name="Action">add, remove, change, move, online, offline, bind or unbind; or that of <see cref="Overflow"/>. Others are passed on and not acted on.</param>
/// <param name="DevicePath">The device's path below the root of sysfs: <c>/devices/pci0000:00/…</c>.</param>
/// <param name="Subsystem">Its class or bus: <c>tty</c>, <c>net</c>, <c>pci</c>; <see langword="null"/> if it was not said.</param>
/// <param name="Node">Its device node below the root of device nodes: <c>ttyUSB0</c>, <c>snd/pcmC0D0p</c>; <see langword="null"/> if it has none.</param>
public sealed record DeviceEvent(string Action, string DevicePath, string? Subsystem, string? Node)
{
    /// <summary>Events were lost. What is followed is looked at again; whoever keeps books of his own does so too.</summary>
    public static DeviceEvent Overflow { get; } = new(OverflowAction, string.Empty, null, null);

    internal const string OverflowAction = "overflow";

    /// <summary>Where it was before a <c>move</c>; else <see langword="null"/>.</summary>
    public string? PreviousDevicePath { get; init; }

    /// <summary>The kernel's number of the event, which only grows; <see langword="null"/> if the source has none.</summary>
    public long? SequenceNumber { get; init; }

    /// <summary>Whether udev said it, after its rules had run: names and permissions are then as they will be. The kernel says everything earlier.</summary>
    public bool IsFromUdev { get; init; }

    /// <summary>When it was received, a timestamp of <see cref="TimeProvider.System"/>; 0 if the source does not say.</summary>
    public long Timestamp { get; init; }

    /// <summary>Everything that was said, by its keys: <c>MAJOR</c>, <c>ID_SERIAL</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
