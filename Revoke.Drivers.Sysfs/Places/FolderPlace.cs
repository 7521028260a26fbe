namespace Revoke.Drivers.Sysfs;

/// <summary>A directory that is nobody's device, by its path.</summary>
internal sealed class FolderPlace(string path) : IPlace
{
    private readonly Lazy<TreeKind> _kind = new(() => TreeKinds.Of(path));

    public TreeKind Kind => _kind.Value;

    public string PathOf(RevokeScope scope) => path;

    public RevocableFile Open(RevokeScope scope, string name, FileAccess access) => scope.Open(Join(name), new() { Access = access });

    public IReadOnlyList<DeviceEntry> GetEntries(RevokeScope scope)
    {
        using (scope.Enter())
        {
            var entries = new DirectoryInfo(path).EnumerateFileSystemInfos()
                .Select(static entry => (Entry: entry, Target: entry.LinkTarget))
                .Select(static pair => new DeviceEntry(pair.Entry.Name, pair.Target is null && pair.Entry is DirectoryInfo, pair.Target))
                .ToList();
            entries.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
            return entries;
        }
    }

    public IPlace Below(string name) => new FolderPlace(Join(name));

    private string Join(string name) => path.EndsWith('/') ? path + name : $"{path}/{name}";
}
