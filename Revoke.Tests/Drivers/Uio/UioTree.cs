using System.Globalization;
using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>UIO devices in a tree in the shape of sysfs, whose nodes are regular files, and a driver over it.</summary>
internal sealed class UioTree : IDisposable
{
    public const string Slot = "/devices/pci0000:00/0000:00:04.0";

    private readonly DeviceMonitor _monitor;

    public UioTree(TimeProvider? time = null)
    {
        _monitor = new DeviceMonitor(Folder.Options with { ScopeOptions = new RevokeScopeOptions { TimeProvider = time ?? TimeProvider.System } });
        Driver = new UioDriver(_monitor);
    }

    public SysfsFolder Folder { get; } = new();

    public UioDriver Driver { get; }

    public DeviceMonitor Monitor => _monitor;

    /// <summary>A device of PCI, maybe with a bound driver and a configuration.</summary>
    public void AddParent(string path = Slot, string driver = "uio_pci_generic")
    {
        Folder.AddSilently(path, "pci", isBus: true);
        Folder.BindSilently(path, driver);
        File.WriteAllBytes(Folder[path] + "/config", [0x34, 0x12, 0xE8, 0x11, 0x07, 0x01, 0, 0]);
    }

    /// <summary>A UIO device below it, with a node of some pages, and no maps yet. Nothing is said.</summary>
    public string AddSilently(int number = 0, string name = "card", string parent = Slot)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{parent}/uio/uio{number}");
        var node = string.Create(CultureInfo.InvariantCulture, $"uio{number}");
        Folder.AddSilently(path, "uio", node);
        File.CreateSymbolicLink(Folder[path] + "/device", "../..");
        Write(path, "name", name + "\n");
        Write(path, "version", "1.0\n");
        Write(path, "event", "0\n");
        File.WriteAllBytes(NodePath(number), new byte[8 * Environment.SystemPageSize]);
        return path;
    }

    public async Task<string> AddAsync(int number = 0, string name = "card", string parent = Slot)
    {
        var path = AddSilently(number, name, parent);
        await Folder.SendAsync("add", path, "uio", string.Create(CultureInfo.InvariantCulture, $"uio{number}"));
        return path;
    }

    public string NodePath(int number) => string.Create(CultureInfo.InvariantCulture, $"{Folder.DevRoot}/uio{number}");

    public void Write(string path, string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName($"{Folder[path]}/{file}")!);
        File.WriteAllText($"{Folder[path]}/{file}", text);
    }

    public void AddMap(string path, int index, string name, string address, string size, string offset = "0x0")
    {
        var map = string.Create(CultureInfo.InvariantCulture, $"maps/map{index}");
        Write(path, map + "/name", name + "\n");
        Write(path, map + "/addr", address + "\n");
        Write(path, map + "/size", size + "\n");
        Write(path, map + "/offset", offset + "\n");
    }

    public void AddPort(string path, int index, string name, string start, string size, string type)
    {
        var port = string.Create(CultureInfo.InvariantCulture, $"portio/port{index}");
        Write(path, port + "/name", name + "\n");
        Write(path, port + "/start", start + "\n");
        Write(path, port + "/size", size + "\n");
        Write(path, port + "/porttype", type + "\n");
    }

    public void Dispose()
    {
        Driver.Dispose();
        _monitor.Dispose();
        Folder.Dispose();
    }
}
