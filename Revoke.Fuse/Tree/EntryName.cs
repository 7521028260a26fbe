namespace Revoke.Fuse.Tree;

/// <summary>Names of entries.</summary>
internal static class EntryName
{
    /// <summary>Refuses what is no name.</summary>
    /// <exception cref="ArgumentException">It is no name of a directory's entry.</exception>
    internal static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '\0'))
        {
            throw new ArgumentException($"'{name.Replace("\0", "\\0", StringComparison.Ordinal)}' is no name of an entry.", nameof(name));
        }
    }
}
