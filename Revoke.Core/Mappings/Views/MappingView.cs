using System.Diagnostics.CodeAnalysis;
using Revoke.Guards;

namespace Revoke;

/// <summary>A short, synchronous stay inside a mapping. It belongs to the caller's stack; <c>default</c> is no stay: it is empty, and disposing it does nothing.</summary>
/// <remarks>Its spans cannot leave the block in which it is: that does not compile. Keep no address from them past <see cref="Dispose"/>.</remarks>
public readonly unsafe ref struct MappingView
{
    private readonly RevocableMapping? _mapping;
    private readonly GateTicket _ticket;
    private readonly nint _address;
    private readonly int _length;

    internal MappingView(RevocableMapping mapping, GateTicket ticket, nint address, int length)
    {
        _mapping = mapping;
        _ticket = ticket;
        _address = address;
        _length = length;
    }

    /// <summary>How long it is, in bytes.</summary>
    public int Length => _length;

    /// <summary>The memory.</summary>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span
    {
        get
        {
            CheckInside();
            return new ReadOnlySpan<byte>((void*)_address, _length);
        }
    }

    /// <summary>The memory, to write to.</summary>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    [UnscopedRef]
    public Span<byte> WritableSpan
    {
        get
        {
            CheckInside();
            _mapping?.EnsureWritable(_address, _length);
            return new Span<byte>((void*)_address, _length);
        }
    }

    /// <summary>Whether the mapping has been revoked or disposed since: of a device that is gone, and where the mapping allows that, the bytes may be the policy's by now.</summary>
    public bool IsRevoked => _mapping is { IsRevoked: true };

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    public void ThrowIfRevoked() => _mapping?.ThrowIfRevoked();

    /// <summary>Leaves. A second time, or from a copy, does nothing.</summary>
    public void Dispose() => _mapping?.LeaveGate(_ticket);

    private void CheckInside()
    {
        if (_mapping is not null && !_mapping.Gate.IsInside(_ticket))
        {
            throw new ObjectDisposedException(nameof(MappingView));
        }
    }
}
