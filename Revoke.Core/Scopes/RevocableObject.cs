using Revoke.Guards;

namespace Revoke;

/// <summary>
/// Something a scope can take away: an open file, a guarded value. It dies with its scope or by <see cref="Dispose"/>,
/// whichever is first, and is released exactly once, when the last use has left.
/// </summary>
public abstract partial class RevocableObject : IDisposable, IAsyncDisposable
{
    private Gate _gate;
    private object? _end; // a teardown or a quick disposal, once anybody has claimed it
    private protected ushort _traits; // a derived class's own, where they take no room
    private bool _disposed;
    private bool _released;

    private protected RevocableObject(RevokeScope scope) => Scope = scope;

    /// <summary>The scope this object belongs to.</summary>
    public RevokeScope Scope { get; }

    /// <summary>Whether every new use is refused: the scope or one above it was revoked, or this object was disposed.</summary>
    public bool IsRevoked => _gate.IsClosed;

    /// <summary>Where it is in the scope's list of its objects; guarded by the scope's lock.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>Whether the one release has been done (whether or not it threw).</summary>
    internal bool IsReleased => Volatile.Read(ref _released);

    internal bool IsDisposed => Volatile.Read(ref _disposed);

    /// <summary>Who tears this object down, once anybody does.</summary>
    internal Teardown? Teardown => (Volatile.Read(ref _end) ?? AwaitOwner()) switch
    {
        null => null,
        QuickDisposal disposal => Await(disposal),
        var teardown => (Teardown)teardown,
    };

    /// <summary>Whether uses of this object can block in the kernel, so that they are kicked until they leave.</summary>
    internal virtual bool CanBlock => false;

    /// <summary>Whether it is something that a user opened, and so counts in <see cref="RevokeOutcome.Released"/>.</summary>
    internal virtual bool IsCounted => true;

    /// <summary>
    /// Closes the object: new uses are refused, sleepers are woken with <see cref="ObjectDisposedException"/>, and it is released once
    /// the last use has left. Waits for that at most the scope's drain timeout, not at all from inside a use of this object;
    /// what is left then happens by itself. Idempotent; never throws.
    /// </summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        var teardown = BeginDispose();
        if (!IsReleased)
        {
            teardown.WaitQuietly(Scope.Options.DrainTimeout, this);
        }

        OnDisposed();
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var teardown = BeginDispose();
        OnDisposed();
        return IsReleased ? ValueTask.CompletedTask : new ValueTask(teardown.WaitQuietlyAsync(Scope.Options.DrainTimeout, this));
    }

    /// <summary>For messages: <c>file '/dev/ttyUSB0' of 'scanner'</c>.</summary>
    internal abstract string Describe();

    /// <summary>Whether there is anything to do for it when a revoke begins: somebody who may be asleep, memory to replace. What comes once the gate is closed finds that out himself (I9).</summary>
    internal virtual bool NeedsBegin => false;

    /// <summary>Whether nobody is inside, for a dispose; of a closed gate after its barrier. Once true, true for ever.</summary>
    internal virtual bool IsVacant(ref SlotSnapshot? snapshot) => _gate.IsEmpty(ref snapshot);

    /// <summary>Who is inside, seen by <paramref name="waiter"/>.</summary>
    internal virtual GateOccupancy Inspect(WaitView waiter, ref SlotSnapshot? snapshot) => _gate.Inspect(waiter, ref snapshot);

    /// <summary>Appends everyone inside; with a <paramref name="waiter"/>, only those it waits for.</summary>
    internal virtual void Capture(TimeProvider time, WaitView? waiter, List<ActiveUse> into) => _gate.Capture(Describe(), time, waiter, into);

    /// <summary>Whether somebody is, or was, inside whose leaving nobody is told of: then it is looked at from time to time until it is released.</summary>
    internal virtual bool IsLeftInSilence => false;

    /// <summary>Its owner has disposed it, again maybe; whoever is inside may be so still.</summary>
    internal virtual void OnDisposed()
    {
    }

    /// <summary>Whether there is anything to do in <see cref="HangUp"/>; of an object that is closed and empty that does not change any more.</summary>
    internal virtual bool HasSubscriber => false;

    /// <summary>Step 2: wakes whoever sleeps for this object, and says whether anybody did. The gate is closed already.</summary>
    internal virtual bool Wake(WakeCause cause) => false;

    /// <summary>The end of step 2, after everyone in every object has been woken.</summary>
    internal virtual void CleanUpAfterWake()
    {
    }

    /// <summary>Step 2, again and again until the last use has left: driver code, may throw.</summary>
    internal virtual void Kick()
    {
    }

    /// <summary>Step 5: the last notice to subscribers; none starts after it.</summary>
    internal virtual void HangUp()
    {
    }

    /// <summary>Step 6: driver code, called once, outside every lock, may throw.</summary>
    internal abstract void Release();

    internal ref Gate Gate => ref _gate;

    /// <summary>A synchronous use of the calling thread.</summary>
    internal bool TryEnterGate(out GateTicket ticket) => _gate.TryEnter(out ticket) || Refuse(ticket);

    /// <summary>The same, known by name and start at a deadline.</summary>
    internal bool TryEnterGate(string name, out GateTicket ticket) => _gate.TryEnter(name, Scope.Options.TimeProvider.GetTimestamp(), out ticket) || Refuse(ticket);

    /// <summary>A stay that any thread may end, known by name and start.</summary>
    internal bool TryHoldGate(string name, out GateTicket ticket) => _gate.TryHold(name, Scope.Options.TimeProvider.GetTimestamp(), out ticket) || Refuse(ticket);

    /// <summary>Ends the use. A second time, or with a copy of the ticket, does nothing.</summary>
    internal void LeaveGate(GateTicket ticket)
    {
        if (_gate.Leave(ticket))
        {
            Tell();
        }
    }

    /// <summary>Ends a hold, in the same way.</summary>
    internal void LeaveHold(GateTicket ticket)
    {
        if (_gate.LeaveHold(ticket))
        {
            Tell();
        }
    }

    /// <summary>Closes the gate, and makes <paramref name="owner"/> the one who releases the object. False if somebody else has (I4).</summary>
    /// <param name="owner">A <see cref="Teardown"/> or <see cref="QuickDisposal"/>.</param>
    /// <param name="needsBarrier">As <see cref="Gate.TryClose"/>.</param>
    internal bool TryClaim(object owner, out bool needsBarrier)
    {
        var isFirst = _gate.TryClose(out needsBarrier);
        if (isFirst)
        {
            Volatile.Write(ref _end, owner);
        }

        return isFirst;
    }

    internal void MarkReleased() => Volatile.Write(ref _released, true);

    /// <summary>What a refused use gets, in the order of precedence: disposed by the caller himself, else revoked.</summary>
    internal Exception CreateRefusal(long bytesTransferred = 0, Exception? innerException = null) => IsDisposed
        ? new ObjectDisposedException(Describe())
        : Scope.CreateRevokedException(bytesTransferred, innerException);

    /// <summary>Who has closed the gate writes down who he is next.</summary>
    private object? AwaitOwner()
    {
        var spin = default(SpinWait);
        while (IsRevoked && Volatile.Read(ref _end) is null)
        {
            spin.SpinOnce();
        }

        return Volatile.Read(ref _end);
    }

    private bool Refuse(GateTicket ticket)
    {
        if (ticket == GateTicket.Knock)
        {
            Tell();
        }

        return false;
    }

    // A quick disposal waits for nobody.
    private void Tell() => (Volatile.Read(ref _end) as Teardown)?.Signal();
}
