using System.Runtime.CompilerServices;

namespace Revoke.Mappings;

/// <summary>
/// One access of exactly the width that is asked for, inlined into its caller. There a compiler would narrow a load of which only some bits are used, and to a device that is
/// another access: so all bits of what was loaded are used a second time, in a comparison. It has to keep them for that, because what is volatile may not be loaded twice.
/// What a test sees in the machine code, of the JIT and of the ahead-of-time compiler.
/// </summary>
internal static unsafe class Register
{
    // The narrowest there is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Load8(nint address) => Volatile.Read(ref *(byte*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ushort Load16(nint address)
    {
        var value = Volatile.Read(ref *(ushort*)address);
        return value == ushort.MaxValue ? (ushort)Same(value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Load32(nint address)
    {
        var value = Volatile.Read(ref *(uint*)address);
        return value == uint.MaxValue ? (uint)Same(value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load64(nint address)
    {
        var value = Volatile.Read(ref *(ulong*)address);
        return value == ulong.MaxValue ? Same(value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store8(nint address, byte value) => Volatile.Write(ref *(byte*)address, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store16(nint address, ushort value) => Volatile.Write(ref *(ushort*)address, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store32(nint address, uint value) => Volatile.Write(ref *(uint*)address, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store64(nint address, ulong value) => Volatile.Write(ref *(ulong*)address, value);

    // Not inlined: a compiler that sees through it needs no comparison. All ones, because a living register seldom has them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Same(ulong value) => value;
}
