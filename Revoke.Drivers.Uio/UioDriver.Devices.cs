using System.Globalization;

namespace Revoke.Drivers.Uio;

/// <content>Looking for devices.</content>
public sealed partial class UioDriver
{
    private const int ENODEV = 19;
    private const int EINVAL = 22;

    /// <summary>Looks for all UIO devices.</summary>
    /// <returns>Those that are there now, in the order of their numbers; none where the kernel has no UIO.</returns>
    /// <exception cref="FormatException">An attribute of one holds something else than the kernel says; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at other roots.</exception>
    /// <exception cref="IOException">They could not be looked for.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public IReadOnlyList<UioDeviceInfo> GetDevices()
    {
        var devices = Monitor.GetDevices(UioReader.Subsystem);
        var found = new List<UioDeviceInfo>();
        foreach (var device in devices)
        {
            if (TryRead(device, device => UioReader.Read(device, IdOf(device, devices)), out var info))
            {
                found.Add(info);
            }
        }

        found.Sort(static (x, y) => x.Number.CompareTo(y.Number));
        return found;
    }

    IReadOnlyList<Device> IDeviceDriver.GetDevices() => Monitor.GetDevices(UioReader.Subsystem);

    /// <summary>By the device above it and its rank among those there, so that it is the same device under another number.</summary>
    private static DeviceId IdOf(Device device, IReadOnlyList<Device> all)
    {
        var parent = UioReader.ParentOf(device.DevicePath);
        var rank = all.Where(other => other.DevicePath.StartsWith(parent + '/', StringComparison.Ordinal)).TakeWhile(other => other != device).Count();
        return DeviceId.FromParent(parent, UioReader.Subsystem, rank);
    }

    /// <summary>False for one that is going, or coming: its files are not there, or answer that it has been unregistered.</summary>
    private static bool TryRead<T>(Device device, Func<Device, T> read, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = read(device);
            return true;
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException || exception.HResult is ENODEV or EINVAL || !File.Exists(device.SysPath + "/uevent"))
        {
            value = null;
            return false;
        }
    }

    /// <summary>The only device of this name, and what it is known by; null if there is none.</summary>
    private (Device Device, DeviceId Id)? FindByName(string name)
    {
        var all = Monitor.GetDevices(UioReader.Subsystem);
        var found = all.Where(device => string.Equals(NameOf(device), name, StringComparison.Ordinal)).ToList();
        return found.Count == 0 ? null
            : found.Count == 1 ? (found[0], IdOf(found[0], all))
            : throw new InvalidOperationException($"{found.Count} UIO devices are called '{name}': {string.Join(", ", found.Select(static device => device.Name))}. Open one by its number.");
    }

    private static string? NameOf(Device device) => TryRead(device, static device => new UioFolder(device.SysPath).ReadText("name"), out var name) ? name : null;

    private FileNotFoundException CreateUnknown(string message, string name)
    {
        var there = Monitor.GetDevices(UioReader.Subsystem).Select(static device => string.Create(CultureInfo.InvariantCulture, $"{device.Name} '{NameOf(device)}'")).ToList();
        return new FileNotFoundException($"{message}; {(there.Count == 0 ? "there are none at all" : "there are " + string.Join(", ", there))}.", name);
    }
}
