using Revoke.Drivers;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file that a driver's operations are behind.</summary>
internal sealed record OperationsSource(RevokeScope Scope, string Name, Func<IFileOperations> Opener, FuseFileOptions Options) : IFileSource
{
    public void Describe(ref fuse_attr attributes)
    {
    }

    public RevocableFile Open(FileAccess access) => Scope.Open(Opener(), Name);
}
