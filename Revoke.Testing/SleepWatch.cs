using Revoke.Guards;

namespace Revoke.Testing;

/// <summary>Knows whether anybody sleeps in a file of the device: of a scope that its monitor made, or of one below.</summary>
internal sealed class SleepWatch : ISleepObserver
{
    private readonly HashSet<ISleepers> _files = new(ReferenceEqualityComparer.Instance);
    private int _prunedAt;

    /// <summary>Called when somebody has lain down; by him, so it is quick.</summary>
    internal Action? Asleep { get; set; }

    internal bool HasSleeper
    {
        get
        {
            using var guard = UninterruptedLock.Take(_files);
            PruneUnsynchronized();
            return _files.Count > 0;
        }
    }

    public void OnAsleep(ISleepers sleepers)
    {
        using (UninterruptedLock.Take(_files))
        {
            if (_files.Count >= Math.Max(16, 2 * _prunedAt))
            {
                PruneUnsynchronized(); // amortised: when they have doubled since the last time
            }

            _files.Add(sleepers);
        }

        Asleep?.Invoke();
    }

    private void PruneUnsynchronized()
    {
        _files.RemoveWhere(static file => !file.HasSleeper);
        _prunedAt = _files.Count;
    }
}
