using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file in a directory that a driver offers.</summary>
internal sealed class SimpleFile(RevokeScope scope, Func<RevocableFile> open, FuseFileOptions options) : IFileSource
{
    public RevokeScope Scope => scope;

    public FuseFileOptions Options => options;

    public void Describe(ref fuse_attr attributes)
    {
    }

    public RevocableFile Open(FileAccess access) => open();
}
