using Revoke.Guards;

namespace Revoke;

/// <summary>A stay inside a scope that crosses <c>await</c>: an object with a name that any thread may give back.</summary>
public sealed class ScopeHold : IDisposable
{
    private readonly RevokeScope _scope;
    private readonly GateTicket _ticket;

    internal ScopeHold(RevokeScope scope, GateTicket ticket)
    {
        _scope = scope;
        _ticket = ticket;
    }

    /// <summary>Whether the scope has been revoked since.</summary>
    public bool IsRevoked => _scope.IsRevoked;

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="RevokedException">The scope, or one above it, was revoked.</exception>
    public void ThrowIfRevoked()
    {
        if (IsRevoked)
        {
            throw _scope.CreateRevokedException();
        }
    }

    /// <summary>
    /// Revokes the scope and gives this hold up in one step: the gate is closed before the hold leaves, so that nobody else can
    /// drain and release between the two, and the revoke does not wait for its own caller.
    /// </summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <returns>As <see cref="RevokeScope.RevokeAsync(RevokeReason, CancellationToken)"/>.</returns>
    public Task<RevokeOutcome> RevokeAsync(RevokeReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return _scope.RevokeFromHoldAsync(reason, this);
    }

    /// <summary>Gives the hold back. Idempotent; any thread.</summary>
    public void Dispose() => _scope.LeaveHold(_ticket);
}
