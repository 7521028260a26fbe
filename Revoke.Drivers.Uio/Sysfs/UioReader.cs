namespace Revoke.Drivers.Uio;

/// <summary>What sysfs says of a UIO device.</summary>
internal static class UioReader
{
    internal const string Subsystem = "uio";

    internal static UioDeviceInfo Read(Device device, DeviceId id)
    {
        var folder = new UioFolder(device.SysPath);
        if (!UioFolder.TryParseNumber(device.Name, Subsystem, out var number))
        {
            throw new FormatException($"'{device.SysPath}' is not called uio and a number.");
        }

        var above = folder.Below("device");
        return new UioDeviceInfo(
            number,
            folder.ReadText("name"),
            folder.ReadText("version"),
            device,
            id,
            above.ReadLinkName("driver"),
            above.ReadLinkName("subsystem") is "pci",
            folder.ReadNumbered("maps", "map", ReadMap),
            folder.ReadNumbered("portio", "port", ReadPort));
    }

    /// <summary>The device above a UIO device, in whose directory <c>uio</c> it stands.</summary>
    internal static string ParentOf(string devicePath)
    {
        var parent = Cut(devicePath);
        return parent.EndsWith("/uio", StringComparison.Ordinal) ? Cut(parent) : parent;
    }

    private static string Cut(string path) => path[..path.LastIndexOf('/')];

    private static UioMapInfo ReadMap(int index, UioFolder folder) =>
        new(index, folder.ReadText("name"), folder.ReadHex("addr"), folder.ReadHex("size"), folder.ReadHex("offset"));

    private static UioPortInfo ReadPort(int index, UioFolder folder) =>
        new(index, folder.ReadText("name"), folder.ReadHex("start"), folder.ReadHex("size"), folder.ReadPortType("porttype"));
}
