using Revoke.Guards;

namespace Revoke;

/// <content>
/// Teardowns that have to be completed before this one is: of scopes and objects below that somebody else was first to claim, and
/// what a release of this one has begun. The graph has no cycle (I7), so that some teardown can always go on.
/// </content>
internal sealed partial class Teardown
{
    private static readonly object s_graph = new();

    private readonly List<Teardown> _dependencies = [];
    private List<Teardown>? _dependents;

    private void DependOn(Teardown other)
    {
        // Held while both lists change, so that a check for a cycle and the edge it allows are one step. Innermost but for _sync.
        using var graph = UninterruptedLock.Take(s_graph);
        if (other == this || other.IsCompleted || other.Reaches(this))
        {
            return;
        }

        using (UninterruptedLock.Take(other._sync))
        {
            if (other._completed)
            {
                return;
            }

            (other._dependents ??= []).Add(this);
        }

        using (UninterruptedLock.Take(_sync))
        {
            _dependencies.Add(other);
        }
    }

    /// <summary>What a release begins is waited for by the teardown that is releasing.</summary>
    private void NoteParent()
    {
        var parent = UseThread.Current.Executing switch
        {
            QuickDisposal disposal => disposal.Item!.Teardown,
            var executing => executing as Teardown,
        };
        parent?.DependOn(this);
    }

    private bool Reaches(Teardown target)
    {
        Teardown[] next;
        using (UninterruptedLock.Take(_sync))
        {
            next = [.. _dependencies];
        }

        return Array.Exists(next, dependency => dependency == target || dependency.Reaches(target));
    }

    private bool DropCompletedDependencies()
    {
        using var guard = UninterruptedLock.Take(_sync);
        _dependencies.RemoveAll(static dependency => dependency.IsCompleted);
        return _dependencies.Count == 0;
    }
}
