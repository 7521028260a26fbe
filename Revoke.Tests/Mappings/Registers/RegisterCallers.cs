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

    /// <summary>A byte, read for the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DiscardedByte(RegisterView registers) => registers.ReadByte(1);

    /// <summary>Eight bytes, read for the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DiscardedWide(RegisterView registers) => registers.ReadUInt64(8);

    /// <summary>One bit of two bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool MaskedShort(RegisterView registers) => (registers.ReadUInt16(2) & 1) != 0;

    /// <summary>One bit of eight bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool MaskedWide(RegisterView registers) => (registers.ReadUInt64(0) & 1) != 0;

    /// <summary>A byte out of the middle.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Middle(RegisterView registers) => (registers.ReadUInt32(4) & 0xFF00) >> 8;

    /// <summary>The same, the other way round.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Shifted(RegisterView registers) => (registers.ReadUInt32(4) >> 8) & 0xFF;

    /// <summary>The upper half.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Upper(RegisterView registers) => (uint)(registers.ReadUInt64(8) >> 32);

    /// <summary>The lowest byte.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AsByte(RegisterView registers) => (byte)registers.ReadUInt32(0);

    /// <summary>The lowest byte, with a sign.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AsSByte(RegisterView registers) => (sbyte)registers.ReadUInt16(0);

    /// <summary>The lower half, with a sign.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AsShort(RegisterView registers) => (short)registers.ReadUInt32(0);

    /// <summary>A quarter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AsUShort(RegisterView registers) => (ushort)registers.ReadUInt64(0);

    /// <summary>Compared with a small number.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Compared(RegisterView registers, int value) => registers.ReadUInt32(0) == 5 ? value * 3 : value + 7;

    /// <summary>One byte compared with ones, which leaves a comparison of the whole with ones to be thought superfluous.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int ComparedWithOnes(RegisterView registers, int value) => (byte)registers.ReadUInt32(0) == byte.MaxValue ? value * 3 : value + 7;

    /// <summary>Compared with what a dead device reads as.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Dead(RegisterView registers) => registers.ReadUInt32(0) == uint.MaxValue;

    /// <summary>Only the highest bit is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Sign(RegisterView registers, int value) => (int)registers.ReadUInt32(0) < 0 ? value * 3 : value + 7;

    /// <summary>What could be one instruction, and of one byte.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed(RegisterView registers) => registers.WriteUInt32(4, registers.ReadUInt32(4) | 1);

    /// <summary>The same of a byte.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ChangedByte(RegisterView registers) => registers.WriteByte(4, (byte)(registers.ReadByte(4) | 1));

    /// <summary>Read twice, which looks superfluous.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint ReadTwice(RegisterView registers) => registers.ReadUInt32(0) + registers.ReadUInt32(0);

    /// <summary>Waits for a bit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Polled(RegisterView registers, int times)
    {
        var turns = 0;
        while ((registers.ReadUInt32(0) & 0x80) == 0 && ++turns < times)
        {
        }

        return turns;
    }

    /// <summary>The control: what a compiler makes of an access that it may do with as it likes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Inlined(uint* register, int value) => (Volatile.Read(ref *register) & 1) != 0 ? value * 3 : value + 7;

    /// <summary>The control, for the day on which it makes nothing of that.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int TooNarrow(byte* register, int value) => (Volatile.Read(ref *register) & 1) != 0 ? value * 3 : value + 7;

    /// <summary>The control: of what nobody uses a compiler needs to know only that it can be read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InlinedDiscarded(ulong* register) => Volatile.Read(ref *register);

    /// <summary>What keeps it whole, by itself: all bits are used a second time. Two bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int KeptShort(ushort* register, int value)
    {
        var bits = Volatile.Read(ref *register);
        bits = bits == ushort.MaxValue ? (ushort)Same(bits) : bits;
        return (bits & 1) != 0 ? value * 3 : value + 7;
    }

    /// <summary>Four bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Kept(uint* register, int value)
    {
        var bits = Volatile.Read(ref *register);
        bits = bits == uint.MaxValue ? (uint)Same(bits) : bits;
        return (bits & 1) != 0 ? value * 3 : value + 7;
    }

    /// <summary>Eight bytes, which nobody uses.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeptDiscarded(ulong* register)
    {
        var bits = Volatile.Read(ref *register);
        _ = bits == ulong.MaxValue ? Same(bits) : bits;
    }

    /// <summary>All of them, often enough to be compiled for good.</summary>
    /// <param name="mapping">Registers that begin at a multiple of the widest.</param>
    /// <param name="askew">Registers that do not, so that each access goes the long way.</param>
    /// <param name="times">How often.</param>
    public static long RunAll(RevocableMapping mapping, RevocableMapping askew, int times)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(askew);
        var pointer = mapping.DangerousGetPointer();
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            using var registers = mapping.Registers();
            sum += Narrowed(registers) + Loop(registers, 2) + Inlined((uint*)pointer, i) + TooNarrow(pointer, i) + KeptShort((ushort*)pointer, i) + Kept((uint*)pointer, i);
            sum += Middle(registers) + Shifted(registers) + Upper(registers) + AsByte(registers) + AsSByte(registers) + AsShort(registers) + AsUShort(registers);
            sum += Compared(registers, i) + ComparedWithOnes(registers, i) + Sign(registers, i) + ReadTwice(registers) + Polled(registers, 2);
            sum += Masked(registers) | MaskedShort(registers) | MaskedWide(registers) | Dead(registers) ? 1 : 0;
            InlinedDiscarded((ulong*)pointer);
            KeptDiscarded((ulong*)pointer);
            Neighbours(registers);
            Twice(registers);
            Discarded(registers);
            DiscardedByte(registers);
            DiscardedWide(registers);
            Changed(registers);
            ChangedByte(registers);
            using var slow = askew.Registers();
            sum += GoTheLongWay(slow);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Same(ulong value) => value;

    private static long GoTheLongWay(RegisterView registers)
    {
        registers.WriteByte(0, registers.ReadByte(1));
        registers.WriteUInt16(0, registers.ReadUInt16(2));
        registers.WriteUInt32(0, registers.ReadUInt32(0));
        registers.WriteUInt64(4, registers.ReadUInt64(4));
        return registers.ReadByte(4);
    }
}
