using Revoke.Guards;

namespace Revoke;

/// <content>Uses of the scope that reach into the mapping, and what they mean for a dispose.</content>
public sealed partial class RevocableMapping
{
    private bool _isReached;
    private Bystanders? _bystanders;

    /// <summary>The address for somebody inside the scope. I20: he marks that he may have it before he looks whether the mapping is disposed; a dispose looks the other way round.</summary>
    internal nint Reach(in ScopeUse use, long offset, int length)
    {
        if (use.Scope != Scope || !Scope.Gate.IsInside(use.Ticket))
        {
            ThrowNotInside(use);
        }

        CheckInside(offset, length);
        if (!Volatile.Read(ref _isReached))
        {
            Interlocked.Exchange(ref _isReached, true);
        }

        ThrowIfDisposed();
        var address = _address + (nint)offset;
        _pages?.EnsureReadable(this, offset, length);
        return address;
    }

    // Of a dispose, whose scope lives on: whose use of the scope is older may have the address, who came later has been refused it, and a hold is no way to it.
    internal override bool IsVacant(ref SlotSnapshot? snapshot) => base.IsVacant(ref snapshot) && FindBystanders() is not { HaveLeft: false };

    internal override bool IsLeftInSilence => _bystanders is not null && !IsReleased; // that they have left is to be seen, too

    internal override GateOccupancy Inspect(WaitView waiter, ref SlotSnapshot? snapshot)
    {
        var inside = base.Inspect(waiter, ref snapshot);
        var beside = _bystanders?.Inspect(waiter) ?? GateOccupancy.Empty;
        return inside > beside ? inside : beside;
    }

    internal override void Capture(TimeProvider time, WaitView? waiter, List<ActiveUse> into)
    {
        base.Capture(time, waiter, into);
        _bystanders?.Capture(Describe(), time, waiter, into);
    }

    private Bystanders? FindBystanders()
    {
        if (_bystanders is null && Volatile.Read(ref _isReached))
        {
            ProcessBarrier.Issue();
            _bystanders = Scope.Gate.CaptureUses();
        }

        return _bystanders;
    }

    private void ThrowNotInside(in ScopeUse use)
    {
        ThrowIfDisposed();
        ObjectDisposedException.ThrowIf(use.Scope is null || use.Scope == Scope, typeof(ScopeUse));
        throw new ArgumentException($"{Describe()} is not reached by a use of '{use.Scope.Name}': it takes one of its own scope.", nameof(use));
    }
}
