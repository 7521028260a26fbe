namespace Revoke.Guards;

/// <summary>What the library knows of one thread: how many uses it is inside of, and whether it waits for others to leave theirs.</summary>
internal sealed class UseThread
{
    [ThreadStatic]
    private static UseThread? t_current;

    [ThreadStatic]
    private static ThreadEnd? t_end;

    private static long s_waitsEnded;

    private volatile string? _waitingIn;
    private long _lastWaitEnded;
    private SlotBlock? _block;
    private volatile bool _hasEnded;

    internal static UseThread Current => t_current ?? Create();

    internal int Id { get; } = Environment.CurrentManagedThreadId;

    /// <summary>This thread's slots.</summary>
    internal SlotBlock Block => _block ?? RentBlock();

    /// <summary>Uses of this thread that stand in a <see cref="LockedGate"/>, of all together. Touched by the thread itself only.</summary>
    internal int TableUses { get; set; }

    /// <summary>Whether this thread is inside of anything. Asked by the thread itself only.</summary>
    internal bool IsInside => TableUses > 0 || _block is { IsInUse: true };

    /// <summary>What stands in an object that this thread disposes quickly.</summary>
    internal QuickDisposal Disposal => field ??= new QuickDisposal(this);

    /// <summary>The teardown, or quick disposal, whose release steps this thread is running now. Touched by the thread itself only.</summary>
    internal object? Executing { get; set; }

    /// <summary>The revoke or dispose this thread waits in, or <see langword="null"/>. Its uses are waited for by nobody meanwhile (I6).</summary>
    internal string? WaitingIn
    {
        get => _waitingIn;
        set => _waitingIn = value;
    }

    /// <summary>Counts the waits that have ended, of all threads.</summary>
    internal static long WaitsEnded => Volatile.Read(ref s_waitsEnded);

    /// <summary>Whether a wait of this thread has ended since that count.</summary>
    internal bool HasWaitedSince(long count) => Volatile.Read(ref _lastWaitEnded) > count;

    /// <summary>Goes back to the outer wait, if there is one.</summary>
    internal void EndWait(string? outer)
    {
        // Before the mark goes: who looks finds the one or the other.
        Volatile.Write(ref _lastWaitEnded, Interlocked.Increment(ref s_waitsEnded));
        WaitingIn = outer;
    }

    /// <summary>Whether this thread has neither waited since <paramref name="waiter"/> began nor waits now, other than in <paramref name="waitingIn"/>.</summary>
    // The mark of a wait is looked at first, and goes last: a wait that ends between the two looks is seen by the second.
    internal bool IsRunningFor(WaitView waiter, string? waitingIn) =>
        ReferenceEquals(WaitingIn, waitingIn) && (waitingIn is not null || !HasWaitedSince(waiter.Since));

    /// <summary>Whether the thread has ended. What it was still inside of, it is inside of no longer.</summary>
    internal bool HasEnded => _hasEnded;

    /// <summary>The thread has ended: whoever waits for it looks again.</summary>
    internal void End()
    {
        _hasEnded = true;
        if ((_block?.Abandon() ?? false) || TableUses > 0)
        {
            ActiveWaits.SignalAll();
        }
    }

    private unsafe SlotBlock RentBlock()
    {
        _block = SlotBlock.Rent(this);
        ThreadSlots.t_first = (nint)_block.First;
        return _block;
    }

    private static UseThread Create()
    {
        var thread = new UseThread();
        t_end = new ThreadEnd(thread);
        return t_current = thread;
    }
}
