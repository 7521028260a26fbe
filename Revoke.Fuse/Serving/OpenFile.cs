using Revoke.Fuse.Tree;

namespace Revoke.Fuse.Serving;

/// <summary>What one open(2) has opened.</summary>
internal sealed class OpenFile(FileNode node, RevocableFile file)
{
    private int _isWatched;

    internal FileNode Node => node;

    internal RevocableFile File => file;

    /// <summary>Whether somebody watches already, for who polls.</summary>
    internal ref int IsWatched => ref _isWatched;
}
