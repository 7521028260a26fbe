using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Uio;

internal sealed unsafe partial class UioSuite
{
    private const int Status = 0x24;
    private const uint Ready = 1u << 9;

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
