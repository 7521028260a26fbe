using System.Runtime.CompilerServices;

namespace Revoke.Benchmarks.Suites.Uio;

/// <content>
/// Reads of registers. The time of one read is the chain, in which each read waits for the one before it: that is what a read of a register is to a program, which goes on by
/// what it has read, and to hardware, which answers one after the other. In the two other loops no read waits for another and ordinary memory answers at once, so that they
/// count instructions: the guard adds four comparisons (limit, alignment, stay, all ones), with a branch each, for which no read waits. They have their bar against
/// a call for each access, which is how a program without the library keeps a compiler from narrowing it; against a read that is inlined, and may be narrowed, they are figures.
/// </content>
internal sealed unsafe partial class UioSuite
{
    private const int Status = 0x24;
    private const uint Ready = 1u << 9;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint ReadRegister(byte* address) => Volatile.Read(ref *(uint*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long FollowByPointer(byte* start, int times)
    {
        var offset = 0u;
        for (var i = 0; i < times; i++)
        {
            offset = Volatile.Read(ref *(uint*)(start + offset));
        }

        return offset;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long FollowByRegisters(RevocableMapping mapping, int times)
    {
        var offset = 0u;
        using var registers = mapping.Registers();
        for (var i = 0; i < times; i++)
        {
            offset = registers.ReadUInt32(offset);
        }

        return offset;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long PollByPointer(byte* start, uint mask, int times)
    {
        var turns = 0;
        while ((Volatile.Read(ref *(uint*)(start + Status)) & mask) == 0 && ++turns < times)
        {
        }

        return turns;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long PollByCalls(byte* start, uint mask, int times)
    {
        var turns = 0;
        while ((ReadRegister(start + Status) & mask) == 0 && ++turns < times)
        {
        }

        return turns;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long PollByRegisters(RevocableMapping mapping, uint mask, int times)
    {
        var turns = 0;
        using var registers = mapping.Registers();
        while ((registers.ReadUInt32(Status) & mask) == 0 && ++turns < times)
        {
        }

        return turns;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByPointer(byte* start, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += Volatile.Read(ref *(uint*)(start + (i & 0xFFC)));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByCalls(byte* start, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += ReadRegister(start + (i & 0xFFC));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByRegisters(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        using var registers = mapping.Registers();
        for (var i = 0; i < times; i++)
        {
            sum += registers.ReadUInt32(i & 0xFFC);
        }

        return sum;
    }
}
