using Revoke.Guards;

namespace Revoke;

/// <summary>
/// One running revoke of a tree of scopes, or one running dispose of an object: what it has claimed, what is still inside, who
/// waits for it. The order of its steps is in <c>Teardown.Steps.cs</c>.
/// </summary>
/// <remarks>
/// I4: an object is claimed by exactly one teardown, for ever, and only that one releases it. Locks: a scope's lock may be held when
/// this one's is taken, and this one's when a gate's is; never the other way round. No driver code or callback runs under any of them.
/// </remarks>
internal sealed partial class Teardown
{
    private const int FewObjects = 16;

    private readonly object _sync = new();
    private readonly RevocableObject? _disposed; // null: a revoke
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly RevokeReason _reason;
    private readonly List<RevokeScope> _scopes = [];
    private List<Exception>? _errors;

    /// <summary>Claimed and not released. Under the lock from the beginning: while this closes more gates, others add to it, and look.</summary>
    private List<RevocableObject> _objects = [];

    /// <summary>Of those, while this begins, the ones in which somebody may sleep.</summary>
    private readonly List<RevocableObject> _toWake = [];

    /// <summary>Of those that have been seen empty, the ones with a subscriber.</summary>
    private readonly List<RevocableObject> _toHangUp = [];

    /// <summary>How many of <see cref="_scopes"/>, then of <see cref="_objects"/>, have been seen empty: a closed gate that is empty stays so.</summary>
    private int _emptyScopes;
    private int _emptyObjects;

    /// <summary>Steps 1 and 2 are done: before, nothing may be taken for drained.</summary>
    private bool _begun;
    private bool _needsBarrier; // until then
    private UseThread? _beginner = UseThread.Current; // null between beginning and its end

    /// <summary>1: woken, and not cleaned up after yet: see <see cref="FinishBeginning"/>.</summary>
    private int _isWoken;
    private bool _wokeAny;

    /// <summary>The one thread that does steps 4 to 7 now, and whether it is among releases.</summary>
    private UseThread? _executor;
    private bool _releasing;
    private List<RevocableObject>? _executing;
    private int _executingAt;
    private bool _again;
    private bool _piecemeal;
    private bool _completed;
    private int _released;
    private TimeSpan _gateClosed;
    private TimeSpan _woken;
    private TimeSpan? _drained;
    private TimeSpan? _lastReleased;

    private Teardown(RevocableObject? disposed, TimeProvider time, RevokeReason reason)
    {
        _disposed = disposed;
        _time = time;
        _reason = reason;
        _start = time.GetTimestamp();
    }

    /// <summary>Stands in every object that was disposed quickly, and is done.</summary>
    internal static Teardown OfQuickDisposals { get; } = new(disposed: null, TimeProvider.System, RevokeReason.Disposed) { _begun = true, _beginner = null, _completed = true };

    /// <summary>Whether everything claimed is released and everything depended on is completed.</summary>
    internal bool IsCompleted => Volatile.Read(ref _completed);

    /// <summary>With a waiter, who is stuck in its eyes; without, nobody.</summary>
    internal RevokeOutcome CreateOutcome(bool wasFirst, WaitView? waiter)
    {
        var stuck = new List<ActiveUse>();
        if (waiter is { } view && !IsCompleted)
        {
            CaptureStuck(view, stuck);
        }

        using var guard = UninterruptedLock.Take(_sync);
        return new RevokeOutcome(
            _reason,
            wasFirst,
            _completed,
            _released,
            _time.GetElapsedTime(_start),
            stuck,
            _errors is null ? [] : [.. _errors],
            GetNotReplacedUnsynchronized(),
            new RevokeTimeline(_gateClosed, _woken, _drained, _lastReleased));
    }

    private void CaptureStuck(WaitView waiter, List<ActiveUse> stuck)
    {
        Teardown[] dependencies;
        using (UninterruptedLock.Take(_sync))
        {
            dependencies = [.. _dependencies];
            foreach (var scope in _scopes)
            {
                scope.Gate.Capture(scope.Describe(), _time, waiter, stuck);
            }

            foreach (var item in _objects)
            {
                item.Capture(_time, waiter, stuck);
            }

            if (_releasing && _executor is { } executor && executor != waiter.Thread && executor.WaitingIn is null && _executing?[Volatile.Read(ref _executingAt)] is { } executing)
            {
                stuck.Add(new ActiveUse(executing.Describe(), "release", null, executor.Id, null));
            }
        }

        foreach (var dependency in dependencies)
        {
            dependency.CaptureStuck(waiter, stuck);
        }
    }
}
