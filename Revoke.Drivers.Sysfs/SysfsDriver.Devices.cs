namespace Revoke.Drivers.Sysfs;

/// <content>Looking for devices.</content>
public sealed partial class SysfsDriver
{
    /// <summary>Looks for the devices of all classes and buses.</summary>
    /// <returns>Those that are there now, each once, in the order of their paths; none in a tree that has no devices.</returns>
    /// <exception cref="IOException">They could not be looked for.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public IReadOnlyList<Device> GetDevices() =>
        FindAll([.. Subfolders($"{Root}/class"), .. Subfolders($"{Root}/bus").Select(static bus => $"{bus}/devices")]);

    /// <summary>Looks for the devices of a class.</summary>
    /// <param name="className">The class: <c>net</c>, <c>tty</c>.</param>
    /// <returns>Those that are there now, in the order of their paths; none if there is no such class.</returns>
    /// <exception cref="ArgumentException"><paramref name="className"/> is no name.</exception>
    /// <exception cref="IOException">They could not be looked for.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public IReadOnlyList<Device> GetClassDevices(string className) => FindAll([FolderOfClass(SysfsName.CheckOne(className))]);

    /// <summary>Looks for the devices of a bus.</summary>
    /// <param name="bus">The bus: <c>pci</c>, <c>usb</c>.</param>
    /// <returns>Those that are there now, in the order of their paths; none if there is no such bus.</returns>
    /// <exception cref="ArgumentException"><paramref name="bus"/> is no name.</exception>
    /// <exception cref="IOException">They could not be looked for.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public IReadOnlyList<Device> GetBusDevices(string bus) => FindAll([FolderOfBus(SysfsName.CheckOne(bus))]);

    private static IEnumerable<string> Subfolders(string folder) =>
        Entries(folder).Where(static entry => entry is DirectoryInfo && entry.LinkTarget is null).Select(static entry => entry.FullName);

    /// <summary>None of a folder that is not there, or goes meanwhile, as that of a class does with its module.</summary>
    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private string FolderOfClass(string className) => $"{Root}/class/{className}";

    private string FolderOfBus(string bus) => $"{Root}/bus/{bus}/devices";

    private IReadOnlyList<Device> FindAll(IEnumerable<string> folders)
    {
        _monitor.ThrowIfDisposed();
        var devices = new SortedDictionary<string, Device>(StringComparer.Ordinal);
        foreach (var entry in folders.SelectMany(Entries))
        {
            // A class has files of its own too (net/bonding_masters). A device that went meanwhile is not there now.
            if (entry.LinkTarget is not null && Monitor.Find(DeviceId.FromLink(entry.FullName)) is { } device)
            {
                devices[device.DevicePath] = device;
            }
        }

        return [.. devices.Values];
    }
}
