namespace Revoke.Fuse.Tree;

/// <summary>An entry in a list of a directory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDirectory">What it is.</param>
internal readonly record struct Listed(string Name, bool IsDirectory);
