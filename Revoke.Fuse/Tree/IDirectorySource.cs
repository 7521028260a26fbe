namespace Revoke.Fuse.Tree;

/// <summary>A directory to be shown.</summary>
internal interface IDirectorySource
{
    /// <summary>With what it dies.</summary>
    RevokeScope Scope { get; }

    /// <summary>Looks for an entry.</summary>
    /// <returns>A directory or file source, equal to the one of the last look as long as it is the same entry; <see langword="null"/> if there is none.</returns>
    object? Find(string name);

    /// <summary>What is in it now.</summary>
    IReadOnlyList<Listed> List();
}
