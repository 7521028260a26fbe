using Revoke.Guards;
using Revoke.Mappings;

namespace Revoke;

/// <summary>A stay inside a mapping that crosses <c>await</c>: an object that any thread may give back. A revoke waits for it up to the deadline.</summary>
/// <remarks>A pin of its memory keeps the addresses reserved, also past <see cref="Dispose"/>, but holds up no revoke.</remarks>
public sealed class MappingHold : IDisposable
{
    private readonly RevocableMapping _mapping;
    private readonly GateTicket _ticket;
    private readonly HeldMemory _memory;

    internal MappingHold(RevocableMapping mapping, GateTicket ticket, nint address, int length)
    {
        _mapping = mapping;
        _ticket = ticket;
        _memory = new HeldMemory(mapping, address, length);
    }

    /// <summary>The memory.</summary>
    /// <exception cref="ObjectDisposedException">The hold has been disposed; also from spans asked of the memory after that.</exception>
    public ReadOnlyMemory<byte> Memory => _memory.Get();

    /// <summary>The memory, to write to.</summary>
    /// <exception cref="ObjectDisposedException">The hold has been disposed; also from spans asked of the memory after that.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public Memory<byte> WritableMemory => _memory.GetWritable();

    /// <summary>Whether the mapping has been revoked or disposed since.</summary>
    public bool IsRevoked => _mapping.IsRevoked;

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    public void ThrowIfRevoked() => _mapping.ThrowIfRevoked();

    /// <summary>
    /// Revokes the mapping's scope and gives this hold up in one step: the gate is closed before the hold leaves, so that nobody else can drain and release between the
    /// two, and the revoke does not wait for its own caller.
    /// </summary>
    /// <param name="reason">Why; the first reason given wins.</param>
    /// <returns>As <see cref="RevokeScope.RevokeAsync(RevokeReason, CancellationToken)"/>.</returns>
    public Task<RevokeOutcome> RevokeAsync(RevokeReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return _mapping.Scope.RevokeFromHoldAsync(reason, this);
    }

    /// <summary>Gives the hold back. Idempotent; any thread.</summary>
    public void Dispose()
    {
        ((IDisposable)_memory).Dispose();
        _mapping.LeaveHold(_ticket);
    }
}
