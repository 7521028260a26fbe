using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A directory to be shown.</summary>
internal interface IDirectorySource
{
    /// <summary>With what it dies.</summary>
    RevokeScope Scope { get; }

    /// <summary>Looks for an entry.</summary>
    /// <returns>A directory or file source, equal to the one of the last look as long as it is the same entry; <see langword="null"/> if there is none.</returns>
    object? Find(string name);

    /// <summary>Fills in what is known of it beside that it is a directory that everybody may read.</summary>
    void Describe(ref fuse_attr attributes);

    /// <summary>What is in it now.</summary>
    IReadOnlyList<Listed> List();
}
