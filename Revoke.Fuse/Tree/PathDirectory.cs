using Revoke.Guards;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A directory of the real tree. What is found in it is known as long as somebody uses it; an entry that was revoked is found anew, as another one, by who opens it again.</summary>
internal sealed class PathDirectory(RevokeScope scope, PathEntry entry, FuseFileOptions options) : IDirectorySource
{
    private readonly Dictionary<string, WeakReference<object>> _known = new(StringComparer.Ordinal); // the lock too

    public RevokeScope Scope => scope;

    internal PathEntry Entry => entry;

    public void Describe(ref fuse_attr attributes) => entry.Describe(ref attributes);

    public object? Find(string name)
    {
        if (entry.TryOpen(name) is not { } found)
        {
            return null;
        }

        using var guard = UninterruptedLock.Take(_known);
        if (_known.TryGetValue(name, out var weak) && weak.TryGetTarget(out var known) && IsSame(known, found))
        {
            found.Dispose();
            return known;
        }

        var source = found.CreateSource(scope.CreateChild($"{scope.Name}/{name}"), options);
        _known[name] = new WeakReference<object>(source);
        return source;
    }

    public IReadOnlyList<Listed> List() =>
        [.. new DirectoryInfo(entry.Link).EnumerateFileSystemInfos().Where(static info => info.LinkTarget is null).Select(static info => new Listed(info.Name, info is DirectoryInfo))];

    private static bool IsSame(object known, PathEntry found) => known switch
    {
        PathFile file => !file.Scope.IsRevoked && file.Entry.Identity == found.Identity,
        PathDirectory directory => !directory.Scope.IsRevoked && directory.Entry.Identity == found.Identity,
        _ => false,
    };
}
