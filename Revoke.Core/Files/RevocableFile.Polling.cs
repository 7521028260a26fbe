using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;

namespace Revoke;

/// <content>Readiness: asked for, and announced.</content>
public sealed partial class RevocableFile
{
    private const PollEvents AllEvents = PollEvents.In | PollEvents.Priority | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;


    /// <summary>Waits until one of the events is there.</summary>
    /// <param name="events">What to wait for. <see cref="PollEvents.Error"/> and <see cref="PollEvents.HangUp"/> are answered in any case.</param>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// What is there; <see cref="PollEvents.None"/> when the time is over. A revoked file is In, Out, Error and HangUp, at once, and
    /// also for who waited already: a poll never fails because of a revoke.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="events"/> has unknown bits, or <paramref name="timeout"/> is negative and not infinite.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed, maybe while this call slept.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">The poll failed.</exception>
    public PollEvents Poll(PollEvents events, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        CheckPoll(events, timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var step = new PollStep(Poller, events);
        var deadline = timeout == TimeSpan.Zero ? default : new Deadline(Scope.Options.TimeProvider, timeout);
        OperationResult result;
        var cause = timeout == TimeSpan.Zero ? Look(ref step, isRead: false, out result) : Run(ref step, deadline, cancellationToken, out result);
        return CompletePoll(cause, result, cancellationToken);
    }

    /// <summary>Turns on notices: the callback is called on the thread pool, one at a time, when events come up. One subscriber per file; a second one takes the first one's place.</summary>
    /// <param name="events">What to announce.</param>
    /// <param name="callback">Called with what came up; calls that come too fast are merged. On revoke it gets In, Out, Error and HangUp as the last notice; none starts after that.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="events"/> has unknown bits, or none.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">It failed; ENOTTY if the driver has no notices.</exception>
    public void EnableFasync(PollEvents events, Action<PollEvents> callback)
    {
        CheckEvents(events);
        ArgumentNullException.ThrowIfNull(callback);
        EnableFasync(new FasyncSubscription(callback, events, callback, static () => { }, LogCallbackFailure));
    }

    /// <summary>As <see cref="EnableFasync(PollEvents, Action{PollEvents})"/>, into a channel, which is completed after the last notice.</summary>
    /// <param name="events">What to announce.</param>
    /// <param name="channel">Where to; notices that a bounded channel does not take are lost.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="events"/> has unknown bits, or none.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="IOException">It failed; ENOTTY if the driver has no notices.</exception>
    public void EnableFasync(PollEvents events, System.Threading.Channels.ChannelWriter<PollEvents> channel)
    {
        CheckEvents(events);
        ArgumentNullException.ThrowIfNull(channel);
        EnableFasync(new FasyncSubscription(channel, events, seen => channel.TryWrite(seen), () => channel.TryComplete(), LogCallbackFailure));
    }

    /// <summary>Turns notices off: none starts after this. Does nothing if they are off, or if the file was revoked.</summary>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    public void DisableFasync()
    {
        ThrowIfDisposed();
        if (_operations is IFasyncOperation operations && Volatile.Read(ref _extras) is { } extras && Volatile.Read(ref extras.Fasync) is not null)
        {
            // If it is refused, the revoke turns it off, with a last notice.
            var step = new FasyncStep(operations, ref extras.Fasync, ref extras.FasyncVersion, subscription: null);
            _ = TryStep(ref step, out _, out _);
        }
    }

    internal override void HangUp()
    {
        // After the drain, so that what was set inside a use is found.
        if (Volatile.Read(ref _extras) is not { } extras || Interlocked.Exchange(ref extras.Fasync, null) is not { } subscription)
        {
            return;
        }

        try
        {
            _ = ((IFasyncOperation)_operations).SetFasync(new DriverCall(this), null, PollEvents.None);
        }
        finally
        {
            End(subscription);
        }
    }


    private void End(FasyncSubscription subscription)
    {
        if (Scope.IsRevoked)
        {
            subscription.HangUp();
        }
        else
        {
            subscription.TurnOff();
        }
    }

    internal void CheckPoll(PollEvents events, TimeSpan timeout)
    {
        ThrowIfDisposed();
        CheckBits(events);
        Deadline.Check(timeout);
    }

    internal PollEvents CompletePoll(WakeCause cause, in OperationResult result, CancellationToken cancellationToken) => cause switch
    {
        WakeCause.Revoked => FasyncSubscription.Dead,
        WakeCause.TimedOut => PollEvents.None,
        WakeCause.None when result is { Status: OperationStatus.Done, Count: 0 } => throw new InvalidOperationException($"poll '{Name}': its driver answered no event and nothing to wait for."),
        WakeCause.None when result.Status == OperationStatus.Failed => CreateException(result, 0, PollStep.Name) is var exception and not RevokedException
            ? throw exception
            : FasyncSubscription.Dead, // never an error in place of a mask
        _ => (PollEvents)Complete(cause, result, PollStep.Name, cancellationToken),
    };

    internal IPollOperation Poller => _operations as IPollOperation ?? AlwaysReady.Instance;

    private static void CheckBits(PollEvents events)
    {
        if ((events & ~AllEvents) != PollEvents.None)
        {
            throw new ArgumentOutOfRangeException(nameof(events), $"There are no such events as 0x{(int)(events & ~AllEvents):X}.");
        }
    }

    private void CheckEvents(PollEvents events)
    {
        ThrowIfDisposed();
        CheckBits(events);
        ArgumentOutOfRangeException.ThrowIfEqual((int)events, 0, nameof(events));
    }

    /// <summary>A step that sleeps for nothing but the device to be gone, after what can mean so.</summary>
    private WakeCause Look<TStep>(scoped ref TStep step, bool isRead, out OperationResult result)
        where TStep : Files.IStep, allows ref struct
    {
        if (!TryStep(ref step, out result, out var wait))
        {
            return IsDisposed ? WakeCause.Disposed : WakeCause.Revoked;
        }

        wait.Dispose();
        return result.Status == OperationStatus.WouldBlock ? WakeCause.TimedOut
            : isRead && TryBeginGrace(result, isRead, out var grace) ? SleepInGrace(grace, CancellationToken.None)
            : WakeCause.None;
    }

    private void EnableFasync(FasyncSubscription subscription)
    {
        var operations = _operations as IFasyncOperation ?? throw CreateMissing(Errno.ENOTTY, FasyncStep.Name);
        var extras = Extras;
        var step = new FasyncStep(operations, ref extras.Fasync, ref extras.FasyncVersion, subscription);
        Complete(Run(ref step, Never, CancellationToken.None, out var result), result, FasyncStep.Name);
    }

    private void LogCallbackFailure(Exception exception) =>
        Diagnostics.Log.CallbackFailed(Scope.Options.Logger, Describe(), exception);
}
