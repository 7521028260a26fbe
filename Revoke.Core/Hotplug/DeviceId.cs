using System.Globalization;

namespace Revoke;

/// <summary>
/// What a device is known by when it comes back. Never the kernel's name alone: with an old descriptor still open ttyUSB0 comes back as
/// ttyUSB1, and card0 goes to another card.
/// </summary>
public sealed record DeviceId
{
    private DeviceId(DeviceIdKind kind, string path, string? subsystem = null, int index = 0)
    {
        Kind = kind;
        Path = path;
        Subsystem = subsystem;
        Index = index;
    }

    internal DeviceIdKind Kind { get; }

    internal string Path { get; }

    internal string? Subsystem { get; }

    internal int Index { get; }

    /// <summary>
    /// The device behind a node, whatever name the node gets later: when it is first seen, the place it is plugged in at (a USB port, a PCI
    /// slot), its subsystem and its rank there are kept, and what appears there is the next generation. A device without such a place, a virtual one, is known by its device path.
    /// </summary>
    /// <param name="path">The node, <c>/dev/ttyUSB0</c>.</param>
    /// <returns>The identity. Nothing is looked up yet.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is not an absolute path.</exception>
    public static DeviceId FromNode(string path) => new(DeviceIdKind.Node, CheckPath(path));

    /// <summary>Whatever device a link leads to, now and after each replug: one that udev makes from a serial number or a place (<c>/dev/serial/by-id/…</c>), or one of the administrator's.</summary>
    /// <param name="path">The link, to a device node or to a device's directory in sysfs.</param>
    /// <returns>The identity. Nothing is looked up yet.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is not an absolute path.</exception>
    public static DeviceId FromLink(string path) => new(DeviceIdKind.Link, CheckPath(path));

    /// <summary>The device of a subsystem below a parent, by its rank among those that are there in the order of their names.</summary>
    /// <param name="devicePath">The parent's path below the root of sysfs, <c>/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0</c>; with <c>/sys</c> before it, that is dropped.</param>
    /// <param name="subsystem">The class or bus of the device: <c>tty</c>, <c>net</c>, <c>uio</c>.</param>
    /// <param name="index">The rank, from 0.</param>
    /// <returns>The identity. Nothing is looked up yet.</returns>
    /// <exception cref="ArgumentException"><paramref name="devicePath"/> does not begin with <c>/devices/</c>, or <paramref name="subsystem"/> is no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static DeviceId FromParent(string devicePath, string subsystem, int index = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subsystem);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (subsystem.AsSpan().ContainsAny('/', '\0'))
        {
            throw new ArgumentException($"'{subsystem}' is no name of a subsystem.", nameof(subsystem));
        }

        return new(DeviceIdKind.Parent, CheckDevicePath(devicePath), subsystem, index);
    }

    /// <summary>The device with a device path: for a bus device, whose path is the place it is plugged in at, and for a virtual one, which has nothing else. It stays the same device when it is renamed; the next generation is what gets this path.</summary>
    /// <param name="devicePath">The path below the root of sysfs, <c>/devices/virtual/net/tap0</c>; with <c>/sys</c> before it, that is dropped.</param>
    /// <returns>The identity. Nothing is looked up yet.</returns>
    /// <exception cref="ArgumentException"><paramref name="devicePath"/> does not begin with <c>/devices/</c>.</exception>
    public static DeviceId FromPath(string devicePath) => new(DeviceIdKind.Path, CheckDevicePath(devicePath));

    /// <summary>For messages.</summary>
    /// <returns><c>/dev/ttyUSB0</c>, or <c>tty 0 of /devices/…</c>.</returns>
    public override string ToString() =>
        Kind == DeviceIdKind.Parent ? string.Create(CultureInfo.InvariantCulture, $"{Subsystem} {Index} of {Path}") : Path;

    private static string CheckDevicePath(string devicePath)
    {
        var path = CheckPath(devicePath, nameof(devicePath));
        path = path.StartsWith("/sys/devices/", StringComparison.Ordinal) ? path["/sys".Length..] : path;
        return path.StartsWith("/devices/", StringComparison.Ordinal) && !path.Split('/').Contains("..") ? path
            : throw new ArgumentException($"'{devicePath}' is no device path: those begin with /devices/ (of a link in /sys/class, use {nameof(FromLink)}).", nameof(devicePath));
    }

    private static string CheckPath(string path, string name = "path")
    {
        ArgumentException.ThrowIfNullOrEmpty(path, name);
        if (path[0] != '/' || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{path.Replace('\0', '?')}' is not an absolute path.", name);
        }

        return path.Length > 1 ? path.TrimEnd('/') : path;
    }
}
