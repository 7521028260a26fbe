using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke;

public sealed partial class RevokeScope
{
    /// <summary>Enters the scope for a short, synchronous stay: nothing of it is replaced or released until the stay ends.</summary>
    /// <returns>The stay; dispose it on this thread.</returns>
    /// <exception cref="ObjectDisposedException">This scope was disposed.</exception>
    /// <exception cref="RevokedException">This scope, or one above it, was revoked.</exception>
    public ScopeUse Enter() => TryEnter(out var use) ? use : throw CreateRefusal();

    /// <summary>As <see cref="Enter"/>, without an exception.</summary>
    /// <param name="use">The stay; dispose it on this thread.</param>
    /// <returns><see langword="false"/> if the scope is revoked or disposed, and for no other reason.</returns>
    public bool TryEnter(out ScopeUse use)
    {
        if (TryEnterGate(out var ticket))
        {
            use = new ScopeUse(this, ticket);
            return true;
        }

        use = default;
        return false;
    }

    /// <summary>The form of a use that crosses <c>await</c>: any thread may end it.</summary>
    /// <param name="name">How it is named if it is still there at a deadline.</param>
    /// <returns>The hold.</returns>
    /// <exception cref="ObjectDisposedException">This scope was disposed.</exception>
    /// <exception cref="RevokedException">This scope, or one above it, was revoked.</exception>
    public ScopeHold Hold(string? name = null) => TryHold(out var hold, name) ? hold : throw CreateRefusal();

    /// <summary>As <see cref="Hold"/>, without an exception.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="name">How it is named if it is still there at a deadline.</param>
    /// <returns><see langword="false"/> if the scope is revoked or disposed, and for no other reason.</returns>
    public bool TryHold([NotNullWhen(true)] out ScopeHold? hold, string? name = null)
    {
        hold = _gate.TryHold(name, Options.TimeProvider.GetTimestamp(), out var ticket) || Refuse(ticket) ? new ScopeHold(this, ticket) : null;
        return hold is not null;
    }

    /// <summary>Everyone who is inside this scope, its objects and the scopes below it now.</summary>
    /// <returns>A snapshot; by the time it is read it may be out of date.</returns>
    public IReadOnlyList<ActiveUse> CaptureUses()
    {
        var uses = new List<ActiveUse>();
        var pending = new Stack<RevokeScope>();
        pending.Push(this);
        while (pending.TryPop(out var scope))
        {
            scope.Gate.Capture(scope.Describe(), scope.Options.TimeProvider, waiter: null, uses);
            using (UninterruptedLock.Take(scope._sync))
            {
                for (var i = scope._objectCount - 1; i >= 0; i--)
                {
                    var item = scope._objects[i]!;
                    item.Capture(scope.Options.TimeProvider, waiter: null, uses);
                }

                scope.PushChildrenUnsynchronized(pending);
            }
        }

        return uses;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnterGate(out GateTicket ticket) => _gate.TryEnter(out ticket) || Refuse(ticket);

    /// <summary>The same, known by name and start at a deadline.</summary>
    internal bool TryEnterGate(string name, out GateTicket ticket) => _gate.TryEnter(name, Options.TimeProvider.GetTimestamp(), out ticket) || Refuse(ticket);

    /// <summary>Ends a use. A second time, or with a copy of the ticket, does nothing.</summary>
    internal void LeaveGate(GateTicket ticket)
    {
        if (_gate.Leave(ticket))
        {
            Teardown?.Signal();
        }
    }

    /// <summary>Ends a hold, in the same way.</summary>
    internal void LeaveHold(GateTicket ticket)
    {
        if (_gate.LeaveHold(ticket))
        {
            Teardown?.Signal();
        }
    }

    private bool Refuse(GateTicket ticket)
    {
        if (ticket == GateTicket.Knock)
        {
            Teardown?.Signal();
        }

        return false;
    }
}
