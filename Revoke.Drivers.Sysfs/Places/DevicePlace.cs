namespace Revoke.Drivers.Sysfs;

/// <summary>The directory of the device that the scope follows, or one below it: reached through the device's own, held open, and never by a name that can pass to another device.</summary>
internal sealed class DevicePlace(string directory, TreeKind kind) : IPlace
{
    public TreeKind Kind => kind;

    public string PathOf(RevokeScope scope) => Join(scope.Device!.SysPath, directory);

    public RevocableFile Open(RevokeScope scope, string name, FileAccess access) =>
        scope.OpenAttribute(Join(directory, name), new() { Access = access });

    public IReadOnlyList<DeviceEntry> GetEntries(RevokeScope scope) => scope.GetEntries(directory);

    public IPlace Below(string name) => new DevicePlace(Join(directory, name), kind);

    private static string Join(string directory, string name) =>
        directory.Length == 0 ? name : name.Length == 0 ? directory : $"{directory}/{name}";
}
