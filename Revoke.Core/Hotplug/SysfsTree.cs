using System.Buffers.Text;
using System.Globalization;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Hotplug;

/// <summary>Looks things up in sysfs and among the device nodes, wherever those are. Nothing is kept: every answer is of this moment.</summary>
internal sealed class SysfsTree(string sysRoot, string devRoot)
{
    // Buses on which a device's name is the place it is plugged in at, and so the same after each replug (Documentation/admin-guide/sysfs-rules.rst).
    private static readonly HashSet<string> s_placeNames = new(["acpi", "amba", "pci", "platform", "pnp", "usb", "vmbus"], StringComparer.Ordinal);

    internal string ToSysPath(string devicePath) => sysRoot + devicePath;

    /// <summary>The number of the last event that the kernel has sent; 0 if this tree has no such count.</summary>
    internal long ReadSequence()
    {
        try
        {
            // Without the buffers of a reader, which cost ten times as much: it is read every few seconds for ever.
            Span<byte> text = stackalloc byte[32];
            using var file = new FileStream(sysRoot + "/kernel/uevent_seqnum", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return Utf8Parser.TryParse(text[..file.Read(text)], out long number, out _) ? number : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !Errno.IsExhaustion(e.HResult))
        {
            return 0;
        }
    }

    /// <summary>The device path of what a node or a link leads to; null if that is no device.</summary>
    internal string? FindDevicePath(string path)
    {
        if (FileStatus.TryGet(path) is not { } status)
        {
            return null;
        }

        return status.Type switch
        {
            Libc.S_IFCHR => FindByNumber("char", status),
            Libc.S_IFBLK => FindByNumber("block", status),
            Libc.S_IFDIR => ToDevicePath(path),
            _ => null,
        };
    }

    /// <summary>What the directory of a device says of it; null if it went meanwhile, of which only a part can be read.</summary>
    internal Device? Describe(DeviceDirectory directory, string devicePath)
    {
        var name = ReadUevent(directory).GetValueOrDefault("DEVNAME");
        var device = new Device(devicePath, directory.TryReadLinkName("subsystem"), name is null ? null : Path.Combine(devRoot, name), ToSysPath(devicePath));
        return directory.IsAlive ? device : null;
    }

    /// <summary>Major and minor number of a device's node; null if there are none.</summary>
    internal static (uint Major, uint Minor)? ReadNumber(DeviceDirectory directory)
    {
        var values = ReadUevent(directory);
        return uint.TryParse(values.GetValueOrDefault("MAJOR"), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && uint.TryParse(values.GetValueOrDefault("MINOR"), NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? (major, minor) : null;
    }

    /// <summary>The device at a device path; null if there is none.</summary>
    internal Device? Find(string devicePath)
    {
        using var directory = DeviceDirectory.TryOpen(ToSysPath(devicePath));
        return directory is null ? null : Describe(directory, devicePath);
    }

    /// <summary>The device paths of a class or bus, in the order of their names.</summary>
    internal List<string> List(string subsystem)
    {
        var paths = new SortedSet<string>(NaturalOrder.Instance);
        foreach (var folder in (ReadOnlySpan<string>)[$"{sysRoot}/class/{subsystem}", $"{sysRoot}/bus/{subsystem}/devices"])
        {
            var directory = new DirectoryInfo(folder);
            if (!directory.Exists)
            {
                continue;
            }

            foreach (var entry in directory.EnumerateFileSystemInfos())
            {
                if (entry.LinkTarget is { } target && Strip(Path.GetFullPath(target, folder)) is { } path)
                {
                    paths.Add(path);
                }
            }
        }

        return [.. paths];
    }

    /// <summary>The devices of a subsystem below a parent, in the order of their names.</summary>
    internal List<string> ListBelow(string parent, string subsystem) =>
        List(subsystem).FindAll(path => path.Length > parent.Length && path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] == '/');

    /// <summary>Where a device is plugged in: the nearest device above it whose name is a place; null for a virtual device.</summary>
    internal string? FindPlace(string devicePath)
    {
        for (var end = devicePath.LastIndexOf('/'); end > 0; end = devicePath.LastIndexOf('/', end - 1))
        {
            var parent = devicePath[..end];
            if (Path.GetFileName(new FileInfo(ToSysPath(parent) + "/subsystem").LinkTarget) is { } subsystem && s_placeNames.Contains(subsystem))
            {
                return parent;
            }
        }

        return null;
    }

    private static Dictionary<string, string> ReadUevent(DeviceDirectory directory) => UeventText.Parse(directory.TryReadText("uevent"));

    private string? FindByNumber(string kind, FileStatus status) =>
        ToDevicePath(string.Create(CultureInfo.InvariantCulture, $"{sysRoot}/dev/{kind}/{status.Major}:{status.Minor}"));

    /// <summary>The device path of a directory in the tree, after all links in its path.</summary>
    private string? ToDevicePath(string path) =>
        Resolve(path) is { } target && Resolve(sysRoot) is { } root && target.StartsWith(root + "/devices/", StringComparison.Ordinal) ? target[root.Length..] : null;

    private string? Strip(string path) => path.StartsWith(sysRoot + "/devices/", StringComparison.Ordinal) ? path[sysRoot.Length..] : null;

    // The kernel's own answer: links in the middle of a path cannot be resolved by its text.
    private static string? Resolve(string path)
    {
        var fd = Libc.open(path, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return Errno.IsExhaustion(Errno.Last) ? throw Errno.ToOpenException(Errno.Last, path) : null;
        }

        using var handle = new OwnedDescriptor(fd);
        return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{fd}")).LinkTarget;
    }
}
