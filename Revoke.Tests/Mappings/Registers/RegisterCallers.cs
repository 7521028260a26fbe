using System.Runtime.CompilerServices;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>
/// Callers of registers as they stand in drivers, each an invitation to a compiler to do something else; compiled by the just-in-time compiler, and, in
/// a program of its own, ahead of time.
/// </summary>
public static unsafe class RegisterCallers
{
    /// <summary>Only one bit is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Masked(RegisterView registers) => (registers.ReadUInt32(0) & 1) != 0;

    /// <summary>Only one byte is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte Narrowed(RegisterView registers) => (byte)registers.ReadUInt64(0);

    /// <summary>Neighbours that could be written at once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Neighbours(RegisterView registers)
    {
        registers.WriteUInt16(0, 1);
        registers.WriteUInt16(2, 2);
    }

    /// <summary>The same twice, of which the first looks superfluous.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Twice(RegisterView registers)
    {
        registers.WriteUInt32(0, 1);
        registers.WriteUInt32(0, 1);
    }

    /// <summary>Read for what that does to the device.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Discarded(RegisterView registers) => registers.ReadUInt32(0);

    /// <summary>Nothing in the loop changes what is read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Loop(RegisterView registers, int times)
    {
        var count = 0;
        for (var i = 0; i < times; i++)
        {
            count += registers.ReadByte(0);
        }

        return count;
    }

    /// <summary>The control: what a compiler makes of an access that it can see.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Inlined(uint* register, int value) => (Volatile.Read(ref *register) & 1) != 0 ? value * 3 : value + 7;

    /// <summary>The control, for the day on which it makes nothing of that.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int TooNarrow(byte* register, int value) => (Volatile.Read(ref *register) & 1) != 0 ? value * 3 : value + 7;

    /// <summary>All of them, often enough to be compiled for good.</summary>
    public static int RunAll(RevocableMapping mapping, int times)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var pointer = mapping.DangerousGetPointer();
        var sum = 0;
        for (var i = 0; i < times; i++)
        {
            using var registers = mapping.Registers();
            sum += (Masked(registers) ? 1 : 0) + Narrowed(registers) + Loop(registers, 2) + Inlined((uint*)pointer, i) + TooNarrow(pointer, i);
            Neighbours(registers);
            Twice(registers);
            Discarded(registers);
            registers.WriteByte(0, registers.ReadByte(1));
            registers.WriteUInt64(8, registers.ReadUInt64(8) + registers.ReadUInt16(2));
        }

        return sum;
    }
}
