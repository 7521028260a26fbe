using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file to be shown.</summary>
internal interface IFileSource
{
    /// <summary>With what it dies.</summary>
    RevokeScope Scope { get; }

    /// <summary>How it is shown.</summary>
    FuseFileOptions Options { get; }

    /// <summary>Fills in what is known of it beside its permissions and size, or instead of them.</summary>
    void Describe(ref fuse_attr attributes);

    /// <summary>Opens it in <see cref="Scope"/>; exceptions as of every opening.</summary>
    RevocableFile Open(FileAccess access);
}
