using System.Runtime.CompilerServices;

namespace Revoke.Mappings;

/// <summary>
/// One access of exactly the width that is asked for. Not inlined: in its caller a compiler may narrow a load of which only some bits are used, or join neighbouring
/// stores, and to a device that is another access. What a test sees in the machine code, of the JIT and of the ahead-of-time compiler.
/// </summary>
internal static unsafe class Register
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static byte Load8(nint address) => Volatile.Read(ref *(byte*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ushort Load16(nint address) => Volatile.Read(ref *(ushort*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static uint Load32(nint address) => Volatile.Read(ref *(uint*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ulong Load64(nint address) => Volatile.Read(ref *(ulong*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store8(nint address, byte value) => Volatile.Write(ref *(byte*)address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store16(nint address, ushort value) => Volatile.Write(ref *(ushort*)address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store32(nint address, uint value) => Volatile.Write(ref *(uint*)address, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store64(nint address, ulong value) => Volatile.Write(ref *(ulong*)address, value);
}
