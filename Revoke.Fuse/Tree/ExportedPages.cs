using Revoke.Fuse.Revoking;

namespace Revoke.Fuse.Tree;

/// <summary>The pages of a file in the kernel, and in the mappings of other processes, as an object of its scope: a revoke has them taken away before it releases what is open.</summary>
internal sealed class ExportedPages : RevocableObject, IReplaceable
{
    private readonly Revoker _revoker;
    private int _isReplaced;
    private int _isQueued;

    private ExportedPages(FileNode node, Revoker revoker)
        : base(node.Scope)
    {
        Node = node;
        _revoker = revoker;
    }

    internal FileNode Node { get; }

    IMemoryReplacer IReplaceable.Replacer => _revoker;

    // Its driver serves the faults of those who map it, so the uses are drained first.
    bool IReplaceable.IsDeviceMemory => false;

    bool IReplaceable.ReplaceUnderUse => false;

    bool IReplaceable.IsReplaced => Volatile.Read(ref _isReplaced) != 0;

    bool IReplaceable.IsGivenBack => false;

    internal override bool IsCounted => false;

    internal override bool NeedsBegin => true;

    internal static ExportedPages Add(FileNode node, Revoker revoker)
    {
        var pages = new ExportedPages(node, revoker);
        using (node.Scope.Enter())
        {
            node.Scope.Add(pages);
        }

        return pages;
    }

    /// <summary>Whether nobody has before.</summary>
    internal bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    internal void Requeue() => Volatile.Write(ref _isQueued, 0);

    internal void MarkReplaced()
    {
        Volatile.Write(ref _isReplaced, 1);
        Scope.Teardown?.NoteGivenBack();
    }

    string IReplaceable.Describe() => Describe();

    internal override string Describe() => $"pages of '{Scope.Name}' in other processes";

    internal override void Release()
    {
    }
}
