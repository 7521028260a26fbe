using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Mappings;

/// <summary>The long way to a register: finds out what is wrong, or asks the driver for the page. Static, and all by value: a view whose address is known to anybody lives in memory, in its caller's loops too.</summary>
internal static class RegisterAccess
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static byte Load8(RevocableMapping? mapping, GateTicket ticket, long offset) => Register.Load8(FindReadable(mapping, ticket, offset, sizeof(byte)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ushort Load16(RevocableMapping? mapping, GateTicket ticket, long offset) => Register.Load16(FindReadable(mapping, ticket, offset, sizeof(ushort)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static uint Load32(RevocableMapping? mapping, GateTicket ticket, long offset) => Register.Load32(FindReadable(mapping, ticket, offset, sizeof(uint)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ulong Load64(RevocableMapping? mapping, GateTicket ticket, long offset) => Register.Load64(FindReadable(mapping, ticket, offset, sizeof(ulong)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store8(RevocableMapping? mapping, GateTicket ticket, long offset, byte value) => Register.Store8(FindWritable(mapping, ticket, offset, sizeof(byte)), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store16(RevocableMapping? mapping, GateTicket ticket, long offset, ushort value) => Register.Store16(FindWritable(mapping, ticket, offset, sizeof(ushort)), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store32(RevocableMapping? mapping, GateTicket ticket, long offset, uint value) => Register.Store32(FindWritable(mapping, ticket, offset, sizeof(uint)), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store64(RevocableMapping? mapping, GateTicket ticket, long offset, ulong value) => Register.Store64(FindWritable(mapping, ticket, offset, sizeof(ulong)), value);

    // Not inlined, so that the machine code of the above is the access and little else, which a test reads.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint FindReadable(RevocableMapping? mapping, GateTicket ticket, long offset, int width)
    {
        var address = Find(mapping, ticket, offset, width);
        mapping.EnsureReadable(address, width);
        return address;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint FindWritable(RevocableMapping? mapping, GateTicket ticket, long offset, int width)
    {
        var address = Find(mapping, ticket, offset, width);
        mapping.EnsureWritable(address, width);
        return address;
    }

    private static nint Find([NotNull] RevocableMapping? mapping, GateTicket ticket, long offset, int width)
    {
        if (mapping is null || !mapping.Gate.IsInside(ticket))
        {
            throw new ObjectDisposedException(nameof(RegisterView));
        }

        mapping.CheckInside(offset, width);
        var address = mapping.Address + (nint)offset;
        return (address & (width - 1)) == 0 ? address : throw new ArgumentException(
            $"A register of {8 * width} bits is not at {offset}: {mapping.Describe()} is reached in steps of {width} bytes.", nameof(offset));
    }
}
