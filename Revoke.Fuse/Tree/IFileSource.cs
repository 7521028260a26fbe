namespace Revoke.Fuse.Tree;

/// <summary>A file to be shown.</summary>
internal interface IFileSource
{
    /// <summary>With what it dies.</summary>
    RevokeScope Scope { get; }

    /// <summary>How it is shown.</summary>
    FuseFileOptions Options { get; }

    /// <summary>Opens it in <see cref="Scope"/>; exceptions as of every opening.</summary>
    RevocableFile Open(FileAccess access);
}
