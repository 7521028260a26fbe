using Revoke.Guards;

namespace Revoke;

/// <content>The order inside revoke and dispose. Dispose of one object is the same with no scope in it.</content>
internal sealed partial class Teardown
{
    /// <summary>
    /// Steps 1 and 2: on return every gate of the scope and below is closed and every sleeper is woken. Never waits. With
    /// <paramref name="finishLater"/> the caller sees to it that <see cref="FinishBeginning"/> is called, by whatever thread.
    /// </summary>
    internal static Teardown BeginRevoke(RevokeScope scope, RevokeReason reason, out bool first, bool finishLater = false)
    {
        if (scope.Teardown is { } earlier)
        {
            first = false;
            earlier.NoteAgain(reason);
            return earlier;
        }

        var teardown = new Teardown(disposed: null, scope.Options.TimeProvider, reason);
        teardown.CloseGates(scope, out first);
        if (!first)
        {
            scope.Teardown!.NoteAgain(reason);
            return scope.Teardown;
        }

        teardown.NoteParent();
        teardown.WakeSleepers(WakeCause.Revoked);
        if (!finishLater)
        {
            teardown.FinishBeginning();
        }

        return teardown;
    }

    /// <summary>
    /// Steps 4 to 7, as far as they can be done now. Any thread may call it at any time; one at a time does the work, and one that
    /// comes meanwhile makes it look again.
    /// </summary>
    internal void Advance()
    {
        var me = UseThread.Current;
        using (UninterruptedLock.Take(_sync))
        {
            _again = true;
            if (!_begun || _executor is not null || _completed)
            {
                return;
            }

            _executor = me;
        }

        while (TryTakeDrained() is { } drained)
        {
            SendHangUps(_piecemeal ? drained : _toHangUp);
            ReleaseEach(ReplaceDrained(drained), me);
        }
    }

    // Step 1. Every gate below is closed before anybody is woken, so that who wakes finds all of them closed.
    private void CloseGates(RevokeScope root, out bool first)
    {
        var below = new Stack<RevokeScope>();
        first = root.TryClose(this, _reason, below);
        if (!first)
        {
            return;
        }

        AddScope(root);
        while (below.TryPop(out var scope))
        {
            if (scope.TryClose(this, _reason, below))
            {
                AddScope(scope);
            }
            else
            {
                DependOn(scope.Teardown!);
            }
        }

        _gateClosed = _time.GetElapsedTime(_start);
    }

    // Step 2. Sleepers hold no use: this needs neither their cooperation nor a pool thread.
    private void WakeSleepers(WakeCause cause)
    {
        var wokeAny = false;
        foreach (var item in _toWake)
        {
            wokeAny |= item.Wake(cause);
        }

        foreach (var scope in _scopes) // complete since step 1
        {
            scope.Bell?.Ring();
        }

        _woken = _time.GetElapsedTime(_start);
        ReplaceFirst();
        _caller = Diagnostics.RevokeActivity.Caller; // of the thread that begins
        _wokeAny = wokeAny;
        using (UninterruptedLock.Take(_sync))
        {
            _beginner = null;
            _isWoken = 1; // last: whoever takes it finishes
            Monitor.PulseAll(_sync); // who waits already is one of them
        }
    }

    /// <summary>
    /// The end of step 2, once, by whoever comes first: the thread that began; or, if that has gone on to something more urgent, the pool, or who
    /// wants to wait for it.
    /// </summary>
    private void FinishBeginning()
    {
        if (Interlocked.Exchange(ref _isWoken, 0) == 0)
        {
            return;
        }

        if (_needsBarrier)
        {
            ProcessBarrier.Issue(); // one for all gates, before anybody looks who is inside
        }
        else
        {
            Interlocked.MemoryBarrier(); // who leaves a counted gate, and finds nobody to tell yet, is seen to have left
        }

        var wokeAny = _wokeAny;
        Volatile.Write(ref _beginner, UseThread.Current); // code that runs in what follows is in its way itself
        if (wokeAny)
        {
            // Those who were woken go first where they wait for this processor; what follows is nobody's hurry.
            Thread.Yield();
        }

        foreach (var item in _toWake)
        {
            item.CleanUpAfterWake();
        }

        _toWake.Clear();

        if (wokeAny)
        {
            Thread.Yield(); // the pool wakes its threads one after the other
        }

        // Before anybody else may go on to the next steps: what is completed has fired.
        foreach (var scope in _scopes)
        {
            scope.FireToken();
        }

        using (UninterruptedLock.Take(_sync))
        {
            _begun = true;
            Monitor.PulseAll(_sync);
        }

        SignalDependents(); // who looked before, saw a teardown that nobody is excused from
        KickBlocked();
        if (_disposed is null)
        {
            ReportBegun();
        }
    }

    /// <summary>The rest of a revoke that was begun to be finished later: on the pool.</summary>
    internal void FinishOnPool(TimeSpan timeout) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => _ = state.Teardown.WaitQuietlyAsync(state.Timeout, target: null),
        (Teardown: this, Timeout: timeout),
        preferLocal: false);

    // Step 4. Null when there is nothing more to do for now; then this thread has stopped being the executor.
    private List<RevocableObject>? TryTakeDrained()
    {
        while (true)
        {
            bool completed;
            using (UninterruptedLock.Take(_sync))
            {
                _again = false;
            }

            var dependenciesDone = DropCompletedDependencies();
            using (UninterruptedLock.Take(_sync))
            {
                var drained = TakeDrainedUnsynchronized(dependenciesDone);
                if (drained.Count > 0)
                {
                    _releasing = true;
                    return drained;
                }

                if (_again)
                {
                    continue;
                }

                _executor = null;
                completed = _objects.Count == 0 && _withheld.Count == 0 && _emptyScopes == _scopes.Count && _dependencies.Count == 0;
                Volatile.Write(ref _completed, completed);
                _memory = completed ? null : _memory; // a scope that is kept does not keep its mappings
            }

            var outcome = completed ? Complete() : null;
            SettleAsyncWaiters();
            if (completed)
            {
                ReportCompleted(outcome);
            }

            return null;
        }
    }

    // Step 7. The outcome of a revoke; a dispose has none.
    private RevokeOutcome? Complete()
    {
        if (HasGivenUp)
        {
            ActiveWaits.Remove(this);
        }

        Signal();
        if (_scopes.Count == 0)
        {
            return null;
        }

        var outcome = CreateOutcome(wasFirst: false, waiter: null);
        foreach (var scope in _scopes)
        {
            scope.Complete(outcome);
        }

        return outcome;
    }

    /// <summary>A gate has been closed in the name of this teardown, by the thread that begins it.</summary>
    internal void NoteClosed(bool needsBarrier) => _needsBarrier |= needsBarrier;

    private void AddError(Exception? exception)
    {
        if (exception is not null)
        {
            using var guard = UninterruptedLock.Take(_sync);
            (_errors ??= []).Add(exception);
        }
    }

    private void AddScope(RevokeScope scope)
    {
        using var guard = UninterruptedLock.Take(_sync);
        _scopes.Add(scope);
    }
}
