using Revoke.Guards;

namespace Revoke;

public sealed partial class RevokeScope
{
    /// <summary>Takes the scope and everything below it away, and waits at most the scope's drain timeout for who is inside.</summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <returns>
    /// What was done. On return every handle of the scope and below is dead: whoever tries to use one is refused, whoever slept in
    /// one has been woken. Who is still inside is listed in <see cref="RevokeOutcome.Stuck"/>, and release follows when he leaves.
    /// From inside a use of this scope or one below, the caller's own uses are not waited for.
    /// </returns>
    /// <exception cref="ThreadInterruptedException">The wait was interrupted; the gate is closed and release follows by itself.</exception>
    public RevokeOutcome Revoke(RevokeReason reason) => Revoke(reason, Options.DrainTimeout);

    /// <summary>As <see cref="Revoke(RevokeReason)"/>, with a deadline of its own.</summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <param name="drainTimeout">How long to wait for who is inside; <see cref="Timeout.InfiniteTimeSpan"/> is allowed, zero does not wait.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drainTimeout"/> is negative and not infinite, or too large for a timer.</exception>
    /// <exception cref="ThreadInterruptedException">The wait was interrupted; the gate is closed and release follows by itself.</exception>
    public RevokeOutcome Revoke(RevokeReason reason, TimeSpan drainTimeout)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Deadline.Check(drainTimeout);
        var teardown = Teardown.BeginRevoke(this, reason, out var first);
        return teardown.Wait(drainTimeout, first);
    }

    /// <summary>As <see cref="Revoke(RevokeReason)"/>, waiting without a thread. The gate is closed when the call returns its task.</summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <param name="stopWaiting">Ends the wait as the deadline would: the outcome says what is left. It does not undo anything, and does not make the task fail.</param>
    /// <returns>What was done.</returns>
    public Task<RevokeOutcome> RevokeAsync(RevokeReason reason, CancellationToken stopWaiting = default) =>
        RevokeAsync(reason, Options.DrainTimeout, stopWaiting);

    /// <summary>As <see cref="RevokeAsync(RevokeReason, CancellationToken)"/>, with a deadline of its own.</summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <param name="drainTimeout">How long to wait for who is inside; <see cref="Timeout.InfiniteTimeSpan"/> is allowed, zero does not wait.</param>
    /// <param name="stopWaiting">Ends the wait as the deadline would.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drainTimeout"/> is negative and not infinite, or too large for a timer.</exception>
    public Task<RevokeOutcome> RevokeAsync(RevokeReason reason, TimeSpan drainTimeout, CancellationToken stopWaiting = default)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Deadline.Check(drainTimeout);
        var teardown = Teardown.BeginRevoke(this, reason, out var first);
        return teardown.WaitAsync(drainTimeout, first, stopWaiting);
    }

    /// <summary>Waits until the scope has been revoked, drained and released, whoever does it.</summary>
    /// <param name="cancellationToken">Ends this wait, not the revoke.</param>
    /// <returns>The outcome of the completed revoke.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public Task<RevokeOutcome> WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<RevokeOutcome> completion;
        using (UninterruptedLock.Take(_sync))
        {
            if (_teardown is { IsCompleted: true } teardown)
            {
                return Task.FromResult(teardown.CreateOutcome(wasFirst: false, waiter: null));
            }

            completion = _completion ??= new TaskCompletionSource<RevokeOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            Options.Presence?.Keep(this);
        }

        return completion.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Revokes with <see cref="RevokeCause.Disposed"/> and waits at most the scope's drain timeout; not at all if a revoke has already
    /// given up waiting. Afterwards members of this scope throw <see cref="ObjectDisposedException"/>, its files <see cref="RevokedException"/>. Idempotent; never throws.
    /// </summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Volatile.Write(ref _disposed, true);
        Teardown.BeginRevoke(this, RevokeReason.Disposed, out _).WaitQuietly(Options.DrainTimeout, target: null);
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Volatile.Write(ref _disposed, true);
        return new ValueTask(Teardown.BeginRevoke(this, RevokeReason.Disposed, out _).WaitQuietlyAsync(Options.DrainTimeout, target: null));
    }

    /// <summary>For who must not wait: a driver's operation that saw its device go, a monitor. On return every gate is closed and every sleeper woken; the rest follows on the pool.</summary>
    internal void RevokeWithoutWaiting(RevokeReason reason)
    {
        Teardown.BeginRevoke(this, reason, out _, finishLater: true).FinishOnPool(Options.DrainTimeout);
    }

    /// <summary>Revokes, and gives a hold of this scope, or of an object of it, up in the same step.</summary>
    internal Task<RevokeOutcome> RevokeFromHoldAsync(RevokeReason reason, IDisposable hold)
    {
        var teardown = Teardown.BeginRevoke(this, reason, out var first);
        hold.Dispose();
        return teardown.WaitAsync(Options.DrainTimeout, first, CancellationToken.None);
    }

    /// <summary>Revokes because the device is gone, waiting for nobody.</summary>
    /// <returns>What the caller of the operation that met it gets.</returns>
    internal Exception RevokeGone(string detail, Exception? error)
    {
        RevokeWithoutWaiting(new RevokeReason(RevokeCause.Unplugged, detail, error));
        return IsDisposed ? CreateRefusal() : CreateRevokedException(0, error);
    }

    /// <summary>Adds an object. The caller is inside a use of this scope, so that a revoke which closed the gate meanwhile still waits for it: the object is then born dead and released by that revoke.</summary>
    internal void Add(RevocableObject item)
    {
        Teardown? late;
        using (UninterruptedLock.Take(_sync))
        {
            if (_objectCount == _objects.Length)
            {
                Array.Resize(ref _objects, Math.Max(4, 2 * _objectCount));
            }

            item.Place = _objectCount;
            _objects[_objectCount++] = item;
            late = _teardown;
            late?.AdoptLate(item);
        }

        if (late is not null)
        {
            // Too late for the revoke to see it when it wakes everybody.
            item.Wake(WakeCause.Revoked);
            item.CleanUpAfterWake();
        }
    }

    /// <summary>Removes all that have been released, without a look at each if they are <paramref name="all"/> there are.</summary>
    internal void RemoveReleased(int all)
    {
        using var guard = UninterruptedLock.Take(_sync);
        var kept = 0;
        if (_objectCount == all)
        {
            (_objects, _objectCount) = ([], 0);
            return;
        }

        foreach (var item in _objects.AsSpan(0, _objectCount))
        {
            if (!item!.IsReleased)
            {
                (_objects[kept], item.Place) = (item, kept);
                kept++;
            }
        }

        _objectCount = kept;
        _objects = _objects[..kept];
    }

    internal void Remove(RevocableObject item)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (item.Place < 0)
            {
                return;
            }

            // The last one takes its place.
            var last = _objects[--_objectCount]!;
            (_objects[item.Place], last.Place) = (last, item.Place);
            (_objects[_objectCount], item.Place) = (null, -1);
            if (_objectCount < _objects.Length / 4)
            {
                Array.Resize(ref _objects, _objects.Length / 2);
            }
        }
    }

    /// <summary>
    /// Step 1 for this one scope: claims it for <paramref name="teardown"/>, closes its gate and those of its objects, and adds its
    /// children to what is still to be closed. False if another teardown has claimed it.
    /// </summary>
    internal bool TryClose(Teardown teardown, RevokeReason reason, Stack<RevokeScope> below)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (_teardown is not null)
            {
                return false;
            }

            Volatile.Write(ref _reason, reason); // before the teardown and the gate: whoever sees those sees a reason
            Volatile.Write(ref _teardown, teardown);
            _gate.TryClose(out var needsBarrier);
            teardown.NoteClosed(needsBarrier);
            teardown.AdoptAll(_objects.AsSpan(0, _objectCount));

            PushChildrenUnsynchronized(below);
            _children = null;
            return true;
        }
    }

    /// <summary>The end of step 2: the token, whose callbacks run on the pool.</summary>
    internal void FireToken()
    {
        CancellationTokenSource? source;
        using (UninterruptedLock.Take(_sync))
        {
            source = _revoked;
        }

        if (source is not null)
        {
            // Faults only if a user's callback throws, which is then the pool's affair as with any event: observed here, and logged.
            _ = source.CancelAsync().ContinueWith(
                static (task, state) => Diagnostics.Log.CallbackFailed(((RevokeScope)state!).Options.Logger, ((RevokeScope)state!).Describe(), task.Exception!.InnerException!),
                this,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
        }
    }

    /// <summary>Step 7 for this one scope.</summary>
    internal void Complete(RevokeOutcome outcome)
    {
        TaskCompletionSource<RevokeOutcome>? completion;
        using (UninterruptedLock.Take(_sync))
        {
            completion = _completion;
            Options.Presence?.LetGo(this);
        }

        completion?.SetResult(outcome);
    }

    private void PushChildrenUnsynchronized(Stack<RevokeScope> below)
    {
        if (_children is null)
        {
            return;
        }

        foreach (var weak in _children)
        {
            if (weak.TryGetTarget(out var child))
            {
                below.Push(child);
            }
        }
    }
}
