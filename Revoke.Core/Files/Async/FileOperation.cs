using System.Threading.Tasks.Sources;
using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>
/// An asynchronous call that has to sleep: the same steps as the synchronous loop, with the sleep in the middle cut out. One object per
/// sleeping call, so that nobody who settles late can meet another one.
/// </summary>
internal abstract class FileOperation<T> : AsyncWaiter, IValueTaskSource<T>, IThreadPoolWorkItem
{
    private readonly Deadline _deadline; // of the call, however often it sleeps
    private ManualResetValueTaskSourceCore<T> _core;
    private WakeCause _end;
    private OperationResult? _met; // what the last step came to, while the device is given time to be gone

    private protected FileOperation(RevocableFile file, TimeSpan timeout, CancellationToken cancellationToken)
    {
        File = file;
        _deadline = new Deadline(file.Scope.Options.TimeProvider, timeout);
        CancellationToken = cancellationToken;
        _core.RunContinuationsAsynchronously = true; // settlers are the revoking thread and the monitor's; neither runs the user's code
    }

    private protected RevocableFile File { get; }

    private protected CancellationToken CancellationToken { get; }

    /// <summary>Sleeps and goes on from there; takes over <paramref name="wait"/>.</summary>
    internal ValueTask<T> SleepAsync(in WaitRequest wait)
    {
        var task = new ValueTask<T>(this, _core.Version);
        GoToSleep(wait);
        return task;
    }

    /// <summary>Waits for the device to be gone, and then says what was met.</summary>
    internal ValueTask<T> SleepAsync(in WaitRequest grace, in OperationResult met)
    {
        _met = met;
        return SleepAsync(grace);
    }

    /// <summary>Goes on from the next step, on the thread pool.</summary>
    internal ValueTask<T> QueueAsync()
    {
        var task = new ValueTask<T>(this, _core.Version);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            if (CancellationToken.IsCancellationRequested)
            {
                Finish(WakeCause.Cancelled);
                return;
            }

            while (true)
            {
                var wait = default(WaitRequest);
                if (_met is not { } result && !TryStep(out result, out wait))
                {
                    break;
                }

                if (result.Status == OperationStatus.WouldBlock)
                {
                    Sleep(wait);
                    return;
                }

                if (_met is null && File.TryBeginGrace(result, IsRead, out var grace))
                {
                    _met = result;
                    Sleep(grace);
                    return;
                }

                if (TryComplete(result, out var value))
                {
                    _core.SetResult(value);
                    return;
                }
            }

            Finish(File.IsDisposed ? WakeCause.Disposed : WakeCause.Revoked);
        }
        catch (Exception exception)
        {
            _core.SetException(exception);
        }
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        var value = _core.GetResult(token);
        if (_end == WakeCause.None)
        {
            return value;
        }

        // Thrown here and not further down: every frame that it passes costs the woken caller.
        return End(_end, out value) is { } exception ? throw exception : value;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token)
    {
        var status = _core.GetStatus(token);
        return status != ValueTaskSourceStatus.Succeeded || _end == WakeCause.None ? status
            : GetStatusAtEnd(_end);
    }

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // Settlers do not post either: a context may run what is posted at once, wait in it, or throw. The pool posts.
        if (flags.HasFlag(ValueTaskSourceOnCompletedFlags.UseSchedulingContext) && PostedContinuation.Capture(File, continuation, state) is { } posted)
        {
            _core.OnCompleted(PostedContinuation.Post, posted, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
            return;
        }

        _core.OnCompleted(continuation, state, token, flags);
    }

    private protected virtual ValueTaskSourceStatus GetStatusAtEnd(WakeCause cause) =>
        cause == WakeCause.Cancelled ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;

    private protected sealed override void OnWoken(WakeCause cause)
    {
        if (cause == WakeCause.Ready)
        {
            // The driver's code runs on the pool, not on the thread that tells readiness.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            Finish(cause);
        }
    }

    /// <summary>Whether a step that comes to nothing has met the end of the file.</summary>
    private protected virtual bool IsRead => false;

    /// <summary>One stay in the guard; false if refused.</summary>
    private protected abstract bool TryStep(out OperationResult result, out WaitRequest wait);

    /// <summary>Whether this step was the last; throws for an error.</summary>
    private protected abstract bool TryComplete(in OperationResult result, out T value);

    /// <summary>What the caller gets whose call ended for another cause: an exception, or else a value; made on the caller's side and not the settler's.</summary>
    private protected abstract Exception? End(WakeCause cause, out T value);

    private void Finish(WakeCause cause)
    {
        _end = cause;
        _core.SetResult(default!);
    }

    private void GoToSleep(in WaitRequest wait)
    {
        try
        {
            Sleep(wait);
        }
        catch (Exception exception)
        {
            _core.SetException(exception);
        }
    }

    private void Sleep(in WaitRequest wait) =>
        Sleep(File.Sleepers, wait, File.Scope.Options.TimeProvider, _deadline.Remaining, CancellationToken);
}
