using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <content>Four bytes, entered for each time; and loops inside one stay.</content>
internal sealed unsafe partial class MappingSuite
{
    private const int Words = 4096 / sizeof(int);

    private static void MeasureAccess(Report report, PairedLoopOptions options)
    {
        using var file = new BenchFile();
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.Add("pointer", times => Keep(ReadByPointer(file, times)));
        loop.Add("view", times => Keep(ReadByView(file.Mapping, times)));
        loop.Add("use of scope", times => Keep(ReadByUse(file.Scope, file.Mapping, times)));
        loop.Add("registers", times => Keep(ReadByRegisters(file.Mapping, times)));
        loop.Add("accessor", times => Keep(ReadByAccessor(file, times)));
        loop.Add("SafeBuffer", times => Keep(ReadBySafeBuffer(file, times)));
        loop.Add("RandomAccess", times => Keep(ReadByRandomAccess(file, times)));
        loop.Add("checked copy", times => Keep(ReadByCopy(file.Mapping, times)));
        var found = loop.Run();
        report.AddBar("view-of-4-bytes-by-accessor", found.Compare("accessor", "view"), 0.9);
        report.AddTimes("4 bytes each time", found);
    }

    private static void MeasureLoops(Report report, PairedLoopOptions options)
    {
        using var file = new BenchFile();
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.Add("pointer", times => Keep(SumByPointer(file.Start, times)));
        loop.Add("open view", times => Keep(SumByView(file.Mapping, times)));
        loop.Add("open use of scope", times => Keep(SumByUse(file.Scope, file.Mapping, times)));
        loop.Add("open registers", times => Keep(SumByRegisters(file.Mapping, times)));
        loop.Add("accessor", times => Keep(SumByAccessor(file, times)));
        var found = loop.Run();
        report.AddBar("open-view-by-pointer", found.Compare("pointer", "open view"), 1.05);
        foreach (var name in found.Names)
        {
            report.Add($"4 bytes inside one stay: {name}", found.Nanoseconds(name) / Words, "ns");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByPointer(BenchFile file, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += *(int*)(file.Start + At(i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByView(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            using var view = mapping.View(At(i), sizeof(int));
            sum += MemoryMarshal.Read<int>(view.Span);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByUse(RevokeScope scope, RevocableMapping mapping, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            using var use = scope.Enter();
            sum += MemoryMarshal.Read<int>(use.Span(mapping, At(i), sizeof(int)));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByRegisters(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            using var registers = mapping.Registers();
            sum += registers.ReadUInt32(At(i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByAccessor(BenchFile file, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += file.Accessor.ReadInt32(At(i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadBySafeBuffer(BenchFile file, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += file.Accessor.SafeMemoryMappedViewHandle.Read<int>((ulong)At(i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByRandomAccess(BenchFile file, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += RandomAccess.Read(file.Handle, file.Buffer.AsSpan(0, sizeof(int)), At(i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByCopy(RevocableMapping mapping, int times)
    {
        var word = 0;
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            mapping.CopyTo(At(i), MemoryMarshal.AsBytes(new Span<int>(ref word)));
            sum += word;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByPointer(byte* start, int times)
    {
        var sum = 0L;
        for (var turn = 0; turn < times; turn++)
        {
            var words = (int*)start;
            for (var i = 0; i < Words; i++)
            {
                sum += words[i];
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByView(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        using var view = mapping.View(0, Words * sizeof(int));
        for (var turn = 0; turn < times; turn++)
        {
            var words = MemoryMarshal.Cast<byte, int>(view.Span);
            for (var i = 0; i < words.Length; i++)
            {
                sum += words[i];
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByUse(RevokeScope scope, RevocableMapping mapping, int times)
    {
        var sum = 0L;
        using var use = scope.Enter();
        for (var turn = 0; turn < times; turn++)
        {
            var words = MemoryMarshal.Cast<byte, int>(use.Span(mapping, 0, Words * sizeof(int)));
            for (var i = 0; i < words.Length; i++)
            {
                sum += words[i];
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByRegisters(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        using var registers = mapping.Registers();
        for (var turn = 0; turn < times; turn++)
        {
            for (var i = 0; i < Words; i++)
            {
                sum += registers.ReadUInt32(i * sizeof(int));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumByAccessor(BenchFile file, int times)
    {
        var sum = 0L;
        for (var turn = 0; turn < times; turn++)
        {
            for (var i = 0; i < Words; i++)
            {
                sum += file.Accessor.ReadInt32(i * sizeof(int));
            }
        }

        return sum;
    }

    private static long At(int turn) => (long)(turn & 1023) * sizeof(int);
}
