using System.Runtime.CompilerServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Guards;
using Revoke.Waiting;

namespace Revoke;

/// <content>The way of every operation: enter, call the driver, leave; if it would sleep, sleep outside the guard and try again.</content>
public sealed partial class RevocableFile
{
    /// <summary>Runs a step until it is done or failed (<see cref="WakeCause.None"/>), or until it has to end for another cause. Of one that <paramref name="isRead"/>, nothing is the end of the file.</summary>
    internal WakeCause Run<TStep>(scoped ref TStep step, in Deadline deadline, CancellationToken cancellationToken, out OperationResult result, bool isRead = false)
        where TStep : Files.IStep, allows ref struct
    {
        while (true)
        {
            if (!TryStep(ref step, out result, out var wait))
            {
                return IsDisposed ? WakeCause.Disposed : WakeCause.Revoked;
            }

            if (result.Status != OperationStatus.WouldBlock)
            {
                return TryBeginGrace(result, isRead, out wait) ? SleepInGrace(wait, cancellationToken) : WakeCause.None;
            }

            var cause = Sleep(wait, deadline, cancellationToken);
            if (cause != WakeCause.Ready)
            {
                return cause;
            }
        }
    }

    /// <summary>One stay in the guard; false if it is refused. The only place where a driver's operation is called.</summary>
    internal bool TryStep<TStep>(scoped ref TStep step, out OperationResult result, out WaitRequest wait)
        where TStep : Files.IStep, allows ref struct
    {
        wait = default;
        var epoch = WaitSource.Epoch;
        GateTicket ticket;
        var entered = Has(FileAbilities.Blocking) || typeof(TStep) == typeof(Files.IoctlStep)
            ? TryEnterGate(TStep.Name, out ticket)
            : TryEnterGate(out ticket);
        if (!entered)
        {
            result = default;
            return false;
        }

        try
        {
            result = step.Invoke(new DriverCall(this));
            if (result.Status == OperationStatus.WouldBlock)
            {
                wait = Pin(result, epoch);
            }
        }
        finally
        {
            LeaveGate(ticket);
        }

        return true;
    }

    /// <summary>The exception for a call that has ended for a cause other than being done.</summary>
    internal Exception CreateException(WakeCause cause, long transferred, string operation, CancellationToken cancellationToken) => cause switch
    {
        WakeCause.Cancelled => new OperationCanceledException(cancellationToken),
        WakeCause.TimedOut => new TimeoutException($"{operation} {Describe()}: not done in time" + (transferred > 0 ? $", {transferred} bytes were." : ".")),
        WakeCause.Disposed => new ObjectDisposedException(Describe()),
        _ => CreateRefusal(transferred),
    };

    /// <summary>
    /// The exception for an error number: that the device is gone, if it can mean so and the file is revoked by now (so that a caller
    /// sees the same whoever won the race) or the caller said that it means so; else the error itself.
    /// </summary>
    internal Exception CreateException(in OperationResult failed, long transferred, string operation)
    {
        var errno = failed.Errno;
        var error = Errno.ToException(errno, operation, $"'{Name}'", failed.Cause);
        if (failed.IsGone)
        {
            return IsRevoked ? CreateRefusal(transferred, error) : RevokeGone(transferred, error, isSaid: true);
        }

        if (!IsAnswerOfTheGone(errno) && !Errno.CanMeanGone(errno))
        {
            return error;
        }

        if (IsRevoked)
        {
            return CreateRefusal(transferred, error);
        }

        var meansGone = Has(FileAbilities.EndMeansGone) && (errno != Errno.EIO || string.Equals(operation, Files.PollStep.Name, StringComparison.Ordinal) || HasHungUp());
        return meansGone || IsDeviceGone ? RevokeGone(transferred, error) : error;
    }

    /// <summary>Revokes the scope because this file's device is gone, and waits for nobody.</summary>
    internal Exception RevokeGone(long transferred, Exception? error = null, bool isSaid = false)
    {
        Scope.RevokeGone(isSaid ? $"the driver of '{Name}' says so" : error is null ? $"end of '{Name}'" : $"'{Name}' failed", error);
        return CreateRefusal(transferred, error);
    }

    /// <summary>For results that are not counts of a transfer: done, or the exception.</summary>
    private int Complete(WakeCause cause, in OperationResult result, string operation, CancellationToken cancellationToken = default) =>
        cause != WakeCause.None ? throw CreateException(cause, 0, operation, cancellationToken)
        : result.Status == OperationStatus.Failed ? throw CreateException(result, 0, operation)
        : result.Count;

    // Not inlined: the sleep's stack space would be cleared by every read that does not sleep.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WakeCause Sleep(WaitRequest wait, in Deadline deadline, CancellationToken cancellationToken)
    {
        using (wait)
        {
            return BlockingWaiter.Sleep(Scope, Sleepers, wait, deadline, cancellationToken);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WaitRequest Pin(in OperationResult result, long epoch) => result.Source is { } source
        ? WaitRequest.ForSource(source, epoch)
        : WaitRequest.ForDescriptor(result.Descriptor!, result.Events);

    private bool HasHungUp() =>
        _operations is IPollOperation && (Poll(PollEvents.In, TimeSpan.Zero) & PollEvents.HangUp) != PollEvents.None;

    private void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            throw new ObjectDisposedException(Describe());
        }
    }
}
