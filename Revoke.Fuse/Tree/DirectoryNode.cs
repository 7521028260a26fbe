using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A directory.</summary>
internal sealed class DirectoryNode(ulong id, IDirectorySource source) : Node(id)
{
    internal override RevokeScope Scope => source.Scope;

    internal override object Source => source;

    internal object? Find(string name) => source.Find(name);

    internal IReadOnlyList<Listed> List() => source.List();

    internal override void Describe(ref fuse_attr attributes)
    {
        attributes.mode = DirectoryType | 0x16D;
        attributes.nlink = 2;
        source.Describe(ref attributes);
    }
}
