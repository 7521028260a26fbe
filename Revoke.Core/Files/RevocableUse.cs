using Revoke.Guards;

namespace Revoke;

/// <summary>A short, synchronous stay inside a <see cref="Revocable{T}"/>. It belongs to the caller's stack; <c>default</c> is no stay.</summary>
/// <typeparam name="T">The guarded type.</typeparam>
public readonly ref struct RevocableUse<T>
    where T : class
{
    private readonly Revocable<T>? _owner;
    private readonly GateTicket _ticket;

    internal RevocableUse(Revocable<T> owner, GateTicket ticket)
    {
        _owner = owner;
        _ticket = ticket;
    }

    /// <summary>The guarded value; not released before this stay ends.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, not a stay.</exception>
    public T Value => _owner is { } owner ? owner.Guarded : throw new InvalidOperationException("This is no use: it was not returned by Enter or TryEnter.");

    /// <summary>Whether the object was revoked or disposed since.</summary>
    public bool IsRevoked => _owner is { IsRevoked: true };

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed.</exception>
    /// <exception cref="RevokedException">The scope, or one above it, was revoked.</exception>
    public void ThrowIfRevoked() => _owner?.ThrowIfRevoked();

    /// <summary>Leaves. A second time, or from a copy, does nothing.</summary>
    public void Dispose() => _owner?.LeaveGate(_ticket);
}
