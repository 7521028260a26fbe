using System.Runtime.CompilerServices;
using Revoke.Drivers;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A directory that a driver offers. Its entries are known by their scopes: one that is added again after its removal is another.</summary>
internal sealed class SimpleDirectory(RevocableDirectory directory, FuseFileOptions options) : IDirectorySource
{
    private readonly ConditionalWeakTable<RevokeScope, object> _known = [];

    public RevokeScope Scope => directory.Scope;

    public void Describe(ref fuse_attr attributes)
    {
    }

    public object? Find(string name) => !directory.TryFind(name, out var scope, out var open, out var below) ? null
        : _known.GetValue(scope, found => below is null ? new SimpleFile(found, open!, options) : new SimpleDirectory(below, options));

    public IReadOnlyList<Listed> List() =>
        [.. directory.Names.Select(name => new Listed(name, directory.TryFind(name, out _, out _, out var below) && below is not null))];
}
