using Revoke.Guards;

namespace Revoke;

/// <summary>A short, synchronous stay inside a scope. It belongs to the caller's stack; <c>default</c> is no stay, and disposing it does nothing.</summary>
public readonly ref struct ScopeUse
{
    private readonly RevokeScope? _scope;
    private readonly GateTicket _ticket;

    internal ScopeUse(RevokeScope scope, GateTicket ticket)
    {
        _scope = scope;
        _ticket = ticket;
    }

    internal RevokeScope? Scope => _scope;

    internal GateTicket Ticket => _ticket;

    /// <summary>Whether the scope has been revoked since: what is inside may go on and tell the policy's bytes from data; new uses are refused.</summary>
    public bool IsRevoked => _scope is { IsRevoked: true };

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="RevokedException">The scope, or one above it, was revoked.</exception>
    public void ThrowIfRevoked()
    {
        if (_scope is { IsRevoked: true } scope)
        {
            throw scope.CreateRevokedException();
        }
    }

    /// <summary>Leaves. A second time, or from a copy, does nothing.</summary>
    public void Dispose() => _scope?.LeaveGate(_ticket);
}
