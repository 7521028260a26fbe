using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file or device of the real tree.</summary>
internal sealed class PathFile(RevokeScope scope, PathEntry entry, FuseFileOptions options) : IFileSource
{
    public RevokeScope Scope => scope;

    public FuseFileOptions Options => options;

    internal PathEntry Entry => entry;

    public void Describe(ref fuse_attr attributes) => entry.Describe(ref attributes);

    public RevocableFile Open(FileAccess access) => scope.Open(entry.Link, new RevocableFileOptions { Access = access });
}
