using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>A gate, and behind it something that is taken away once nobody is inside.</summary>
internal sealed class Cage(Stage stage, long number)
{
    private const long Alive = 1;
    private const long Taken = -1;
    private const int FarAway = 16; // of 8 bytes: on no cache line with anything else

    private readonly long[] _prey = new long[2 * FarAway];
    private readonly object _sync = new();
    private Hot _hot;
    private Func<IEnumerable<ActiveUse>>? _capture;
    private int _signals;
    private volatile bool _isClosing;

    internal long Number => number;

    internal bool IsClosing => _isClosing;

    /// <summary>How often anybody has been inside, about. Written outside of a use, and on the gate's own cache line: while that is being taken away by who closes, the next store to a slot stands behind it in the store buffer.</summary>
    internal ref long Visits => ref _hot.Visits;

    /// <summary>Whether a thread may have ended inside, which the collector has to find out.</summary>
    internal bool HasDead { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(out GateTicket ticket) => _hot.Gate.TryEnter(out ticket) || Refuse(ticket);

    internal bool TryEnter(string name, out GateTicket ticket) => _hot.Gate.TryEnter(name, start: 1, out ticket) || Refuse(ticket);

    internal bool TryHold(out GateTicket ticket) => _hot.Gate.TryHold(out ticket) || Refuse(ticket);

    /// <summary>Past the counted phase at once.</summary>
    internal void Promote()
    {
        _hot.Gate.TryHold(null, 0, out var ticket);
        _hot.Gate.Leave(ticket);
    }

    /// <summary>From inside: it must not have been taken away. What is written here must not be seen after that either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Look(string who)
    {
        ref var prey = ref _prey[FarAway];
        if (Volatile.Read(ref prey) == Taken)
        {
            SawTaken(who);
        }

        Volatile.Write(ref prey, Alive);
    }

    /// <summary>From inside: whoever looks, sees it.</summary>
    internal void LookForOneself(string who)
    {
        if (IsEmptyNow)
        {
            stage.Saw($"round {number}: nobody is seen inside, beside {who} of thread {Environment.CurrentManagedThreadId}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave(GateTicket ticket)
    {
        if (_hot.Gate.Leave(ticket))
        {
            Signal();
        }
    }

    /// <summary>A copy of a ticket, or a ticket of an earlier cage: has no effect.</summary>
    internal void LeaveAgain(GateTicket stale)
    {
        if (_hot.Gate.Leave(stale))
        {
            stage.Saw($"round {number}: a ticket that had left has left again");
            Signal();
        }
    }

    /// <summary>From here on nobody enters. True if a barrier has to follow.</summary>
    internal bool BeginClose()
    {
        _isClosing = true;
        _hot.Gate.TryClose(out var needsBarrier);
        return needsBarrier;
    }

    /// <summary>From here on nobody enters, and who is inside is seen.</summary>
    internal void Close()
    {
        if (BeginClose() && stage.HasBarrier)
        {
            ProcessBarrier.Issue();
        }
    }

    internal bool IsEmpty(ref SlotSnapshot? snapshot) => _hot.Gate.IsEmpty(ref snapshot);

    /// <summary>Waits until nobody is inside: looking all the time, or asleep until told.</summary>
    internal void AwaitEmpty(bool asleep)
    {
        stage.Doing("waiting for who is inside", _capture ??= Capture);
        while (true)
        {
            var seen = Volatile.Read(ref _signals);
            if (IsEmptyNow)
            {
                return;
            }

            if (HasDead)
            {
                stage.Doing("waiting for a thread that has ended inside", _capture);
                Collect();
            }
            else if (asleep)
            {
                stage.Doing("asleep until who is inside tells that he leaves", _capture);
                Sleep(seen);
            }
            else
            {
                Thread.SpinWait(20);
                Thread.Yield(); // not a SpinWait, which can be interrupted
            }
        }
    }

    /// <summary>Nobody is inside.</summary>
    internal void Take() => Volatile.Write(ref _prey[FarAway], Taken);

    /// <summary>After everybody has gone on to another cage: who was inside when it was taken away has written into it.</summary>
    internal void Check()
    {
        if (Volatile.Read(ref _prey[FarAway]) != Taken)
        {
            stage.Saw($"round {number}: written to after it was taken away");
        }
    }

    /// <summary>Looks until somebody has been inside that often, or the gate is being closed.</summary>
    internal void AwaitVisits(long visits)
    {
        stage.Doing("waiting for somebody to enter", _capture ??= Capture);
        for (var looks = 1; Volatile.Read(ref Visits) < visits && !_isClosing; looks++)
        {
            if (looks % 4096 == 0)
            {
                Thread.Yield(); // he may wait for this processor
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SawTaken(string who) =>
        stage.Saw($"round {number}: taken away under {who} of thread {Environment.CurrentManagedThreadId}");

    private bool IsEmptyNow
    {
        get
        {
            SlotSnapshot? snapshot = null;
            return _hot.Gate.IsEmpty(ref snapshot);
        }
    }

    private List<ActiveUse> Capture()
    {
        var uses = new List<ActiveUse>();
        _hot.Gate.Capture("gate", TimeProvider.System, waiter: null, uses);
        return uses;
    }

    private bool Refuse(GateTicket ticket)
    {
        if (!_isClosing)
        {
            stage.Saw($"round {number}: refused while the gate was open");
        }

        if (ticket == GateTicket.Knock)
        {
            Signal();
        }

        return false;
    }

    private void Signal()
    {
        if (stage.HasWake)
        {
            using var guard = UninterruptedLock.Take(_sync);
            _signals++;
            Monitor.PulseAll(_sync);
        }
    }

    private static void Collect()
    {
        try
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        catch (ThreadInterruptedException)
        {
            // Looks again.
        }
    }

    private void Sleep(int seen)
    {
        using var guard = UninterruptedLock.Take(_sync);
        try
        {
            if (_signals == seen)
            {
                Monitor.Wait(_sync);
            }
        }
        catch (ThreadInterruptedException)
        {
            // Looks again.
        }
    }

    private struct Hot
    {
        public Gate Gate;
        public long Visits;
    }
}
