using System.Runtime.CompilerServices;
using Revoke.Guards;
using Revoke.Mappings;

namespace Revoke;

/// <summary>A short, synchronous stay inside a mapping with its memory at hand as registers. It belongs to the caller's stack; disposing <c>default</c> does nothing.</summary>
/// <remarks>
/// Each read and write is one access of exactly its width, never narrowed, widened, torn, joined with another or left out, and in program order with the others
/// as the processor does volatile accesses. Offsets are in bytes from the beginning of the mapping and multiples of the width. Values are in the processor's byte order.
/// </remarks>
public readonly unsafe ref struct RegisterView
{
    private const int Widest = sizeof(ulong);

    private readonly RevocableMapping? _mapping;
    private readonly GateTicket _ticket;

    // What an access looks at, so that it needs no object. Both limits are 0 where that is not enough to know: then every access goes the long way.
    private readonly long* _slot;
    private readonly long _stamp;
    private readonly nint _address;
    private readonly ulong _readable;
    private readonly ulong _writable;

    internal RegisterView(RevocableMapping mapping, GateTicket ticket)
    {
        _mapping = mapping;
        _ticket = ticket;
        _slot = (long*)ticket.Slot;
        _stamp = ticket.Stamp;
        _address = mapping.Address;
        if (_slot is not null && mapping.IsResident && _address % Widest == 0)
        {
            // To a whole number of the widest registers: an offset that is below and aligned for its width is inside with all its bytes.
            _readable = (ulong)mapping.Length & ~(Widest - 1ul);
            _writable = mapping.CanWrite ? _readable : 0;
        }
    }

    /// <summary>Whether the mapping has been revoked or disposed since: registers of a device that is gone read as the policy says (all ones, by default), and what is written goes nowhere.</summary>
    public bool IsRevoked => _mapping is { IsRevoked: true };

    /// <summary>Throws if <see cref="IsRevoked"/>.</summary>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    public void ThrowIfRevoked() => _mapping?.ThrowIfRevoked();

    /// <summary>Leaves. A second time, or from a copy, does nothing.</summary>
    public void Dispose() => _mapping?.LeaveGate(_ticket);

    /// <summary>Reads 8 bits.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte(long offset) => CanRead(offset, sizeof(byte)) ? Register.Load8(_address + (nint)offset) : RegisterAccess.Load8(_mapping, _ticket, offset);

    /// <summary>Writes 8 bits.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(long offset, byte value)
    {
        if (CanWrite(offset, sizeof(byte)))
        {
            Register.Store8(_address + (nint)offset, value);
        }
        else
        {
            RegisterAccess.Store8(_mapping, _ticket, offset, value);
        }
    }

    /// <summary>Reads 16 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 2.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadUInt16(long offset) => CanRead(offset, sizeof(ushort)) ? Register.Load16(_address + (nint)offset) : RegisterAccess.Load16(_mapping, _ticket, offset);

    /// <summary>Writes 16 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 2.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt16(long offset, ushort value)
    {
        if (CanWrite(offset, sizeof(ushort)))
        {
            Register.Store16(_address + (nint)offset, value);
        }
        else
        {
            RegisterAccess.Store16(_mapping, _ticket, offset, value);
        }
    }

    /// <summary>Reads 32 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 4.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32(long offset) => CanRead(offset, sizeof(uint)) ? Register.Load32(_address + (nint)offset) : RegisterAccess.Load32(_mapping, _ticket, offset);

    /// <summary>Writes 32 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 4.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt32(long offset, uint value)
    {
        if (CanWrite(offset, sizeof(uint)))
        {
            Register.Store32(_address + (nint)offset, value);
        }
        else
        {
            RegisterAccess.Store32(_mapping, _ticket, offset, value);
        }
    }

    /// <summary>Reads 64 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 8.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64(long offset) => CanRead(offset, sizeof(ulong)) ? Register.Load64(_address + (nint)offset) : RegisterAccess.Load64(_mapping, _ticket, offset);

    /// <summary>Writes 64 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 8.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(long offset, ulong value)
    {
        if (CanWrite(offset, sizeof(ulong)))
        {
            Register.Store64(_address + (nint)offset, value);
        }
        else
        {
            RegisterAccess.Store64(_mapping, _ticket, offset, value);
        }
    }

    // The limit first: it is 0 where there is no slot. The slot again for each access: this view, or one that it is a copy of, may have been disposed since.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool CanRead(long offset, long width) => (ulong)offset < _readable && (offset & (width - 1)) == 0 && *_slot == _stamp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool CanWrite(long offset, long width) => (ulong)offset < _writable && (offset & (width - 1)) == 0 && *_slot == _stamp;
}
