using System.Globalization;

namespace Revoke.Tests.Support;

/// <summary>A tree in the shape of sysfs in a temporary folder, and the events of what a test does in it.</summary>
internal sealed class SysfsFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private long _sequence;

    public SysfsFolder()
    {
        foreach (var name in (string[])["devices", "class", "bus", "dev/char", "kernel"])
        {
            Directory.CreateDirectory(Path.Combine(SysRoot, name));
        }

        Directory.CreateDirectory(DevRoot);
        WriteSequence();
    }

    public string SysRoot => _folder["sys"];

    public string DevRoot => _folder["dev"];

    public ScriptedEventSource Events { get; } = new();

    public DeviceMonitorOptions Options => new() { SysRoot = SysRoot, DevRoot = DevRoot, Source = Events, LivenessInterval = Timeout.InfiniteTimeSpan };

    public string this[string devicePath] => SysRoot + devicePath;

    /// <summary>Makes a device of a class or bus, and says so.</summary>
    public async Task AddAsync(string devicePath, string subsystem, string? node = null, bool isBus = false)
    {
        AddSilently(devicePath, subsystem, node, isBus);
        await SendAsync("add", devicePath, subsystem, node);
    }

    public void AddSilently(string devicePath, string subsystem, string? node = null, bool isBus = false)
    {
        var members = Path.Combine(SysRoot, isBus ? $"bus/{subsystem}/devices" : $"class/{subsystem}");
        Directory.CreateDirectory(members);
        Directory.CreateDirectory(this[devicePath]);
        File.WriteAllText(this[devicePath] + "/uevent", node is null ? string.Empty : $"DEVNAME={node}\n");
        File.CreateSymbolicLink(this[devicePath] + "/subsystem", Path.Combine(SysRoot, isBus ? "bus" : "class", subsystem));
        var member = Path.Combine(members, Path.GetFileName(devicePath));
        File.CreateSymbolicLink(member, Path.GetRelativePath(members, this[devicePath]));
        _sequence++;
        WriteSequence();
    }

    /// <summary>Removes a device with all below it, and says so.</summary>
    public async Task RemoveAsync(string devicePath)
    {
        RemoveSilently(devicePath);
        await SendAsync("remove", devicePath);
    }

    public void RemoveSilently(string devicePath)
    {
        Directory.Delete(this[devicePath], recursive: true);
        var members = Directory.EnumerateDirectories(SysRoot + "/class").Concat(Directory.EnumerateDirectories(SysRoot + "/bus").Select(static bus => bus + "/devices"));
        foreach (var link in members.SelectMany(Directory.EnumerateFileSystemEntries).Where(static entry => !Directory.Exists(entry)).ToList())
        {
            File.Delete(link);
        }

        _sequence++;
        WriteSequence();
    }

    /// <summary>Binds a driver to a device, and says so.</summary>
    public async Task BindAsync(string devicePath, string driver)
    {
        BindSilently(devicePath, driver);
        await SendAsync("bind", devicePath);
    }

    public void BindSilently(string devicePath, string driver)
    {
        File.CreateSymbolicLink(this[devicePath] + "/driver", Path.Combine(SysRoot, "bus/pci/drivers", driver));
        _sequence++;
        WriteSequence();
    }

    /// <summary>Unbinds it, and says so.</summary>
    public async Task UnbindAsync(string devicePath)
    {
        UnbindSilently(devicePath);
        await SendAsync("unbind", devicePath);
    }

    public void UnbindSilently(string devicePath)
    {
        File.Delete(this[devicePath] + "/driver");
        _sequence++;
        WriteSequence();
    }

    /// <summary>Says something, and waits until it has been acted on.</summary>
    public Task SendAsync(string action, string devicePath, string? subsystem = null, string? node = null, string? previous = null, long? sequence = null) =>
        Events.SendAsync(new DeviceEvent(action, devicePath, subsystem, node) { PreviousDevicePath = previous, SequenceNumber = sequence ?? _sequence });

    public long Sequence => _sequence;

    public void Dispose() => _folder.Dispose();

    private void WriteSequence() => File.WriteAllText(Path.Combine(SysRoot, "kernel/uevent_seqnum"), _sequence.ToString(CultureInfo.InvariantCulture) + "\n");
}
