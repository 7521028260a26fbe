using Revoke.Guards;
using Revoke.Mappings;

namespace Revoke;

/// <summary>A short, synchronous stay inside a mapping with its memory at hand as registers. It belongs to the caller's stack; disposing <c>default</c> does nothing.</summary>
/// <remarks>
/// Each read and write is one access of exactly its width, never narrowed, widened, torn, joined with another or left out, and in program order with the others
/// as the processor does volatile accesses. Offsets are in bytes from the beginning of the mapping and multiples of the width. Values are in the processor's byte order.
/// </remarks>
public readonly ref struct RegisterView
{
    private readonly RevocableMapping? _mapping;
    private readonly GateTicket _ticket;

    internal RegisterView(RevocableMapping mapping, GateTicket ticket)
    {
        _mapping = mapping;
        _ticket = ticket;
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
    public byte ReadByte(long offset) => Register.Load8(Find(offset, sizeof(byte)));

    /// <summary>Writes 8 bits.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public void WriteByte(long offset, byte value) => Register.Store8(FindWritable(offset, sizeof(byte)), value);

    /// <summary>Reads 16 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 2.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public ushort ReadUInt16(long offset) => Register.Load16(Find(offset, sizeof(ushort)));

    /// <summary>Writes 16 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 2.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public void WriteUInt16(long offset, ushort value) => Register.Store16(FindWritable(offset, sizeof(ushort)), value);

    /// <summary>Reads 32 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 4.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public uint ReadUInt32(long offset) => Register.Load32(Find(offset, sizeof(uint)));

    /// <summary>Writes 32 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 4.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public void WriteUInt32(long offset, uint value) => Register.Store32(FindWritable(offset, sizeof(uint)), value);

    /// <summary>Reads 64 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 8.</param>
    /// <returns>What the register holds.</returns>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public ulong ReadUInt64(long offset) => Register.Load64(Find(offset, sizeof(ulong)));

    /// <summary>Writes 64 bits.</summary>
    /// <param name="offset">Where, in bytes, a multiple of 8.</param>
    /// <param name="value">What.</param>
    /// <exception cref="ObjectDisposedException">The view has been disposed.</exception>
    /// <exception cref="ArgumentException"><paramref name="offset"/> is not a multiple of the width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public void WriteUInt64(long offset, ulong value) => Register.Store64(FindWritable(offset, sizeof(ulong)), value);

    private nint Find(long offset, int width)
    {
        var mapping = CheckInside(offset, width);
        var address = mapping.Address + (nint)offset;
        if (!mapping.IsResident)
        {
            mapping.EnsureReadable(address, width);
        }

        return address;
    }

    private nint FindWritable(long offset, int width)
    {
        var mapping = CheckInside(offset, width);
        var address = mapping.Address + (nint)offset;
        mapping.EnsureWritable(address, width);
        return address;
    }

    private RevocableMapping CheckInside(long offset, int width)
    {
        if (_mapping is not { } mapping || !mapping.Gate.IsInside(_ticket))
        {
            throw new ObjectDisposedException(nameof(RegisterView));
        }

        mapping.CheckInside(offset, width);
        if (((mapping.Address + (nint)offset) & (width - 1)) != 0)
        {
            ThrowMisaligned(mapping, offset, width);
        }

        return mapping;
    }

    // Out of line: its message would be built in every caller.
    private static void ThrowMisaligned(RevocableMapping mapping, long offset, int width) => throw new ArgumentException(
        $"A register of {8 * width} bits is not at {offset}: {mapping.Describe()} is reached in steps of {width} bytes.", nameof(offset));
}
