using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <content>64 KiB at a time.</content>
internal sealed unsafe partial class MappingSuite
{
    private const int Piece = 1 << 16;
    private const double SameThroughput = 1 / 0.97;

    private static void MeasurePieces(Report report, PairedLoopOptions options)
    {
        using var file = new BenchFile();
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.Add("memcpy", times => CopyByPointer(file, times));
        loop.Add("view", times => CopyByView(file, times));
        loop.Add("checked copy", times => CopyChecked(file, times));
        loop.Add("accessor array", times => CopyByAccessor(file, times));
        loop.Add("RandomAccess", times => CopyByRandomAccess(file, times));
        var found = loop.Run();
        report.AddBar("view-of-64-KiB-by-memcpy", found.Compare("memcpy", "view"), SameThroughput);
        report.AddTimes("64 KiB", found);
    }

    private static void MeasureAllocations(Report report)
    {
        using var file = new BenchFile();
        AddAllocations(report, "view", () => Keep(ReadByView(file.Mapping, 1)));
        AddAllocations(report, "span-of-use", () => Keep(ReadByUse(file.Scope, file.Mapping, 1)));
        AddAllocations(report, "register", () => Keep(ReadByRegisters(file.Mapping, 1)));
        AddAllocations(report, "checked-copy", () => Keep(ReadByCopy(file.Mapping, 1)));
    }

    private static void AddAllocations(Report report, string name, Action operation) =>
        report.Add(new Bar($"bytes-per-{name}", Allocations.CountBytes(operation), 0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyByPointer(BenchFile file, int times)
    {
        for (var i = 0; i < times; i++)
        {
            new ReadOnlySpan<byte>(file.Start + PieceAt(i), Piece).CopyTo(file.Buffer);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyByView(BenchFile file, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var view = file.Mapping.View(PieceAt(i), Piece);
            view.Span.CopyTo(file.Buffer);
        }
    }

    private static void CopyChecked(BenchFile file, int times)
    {
        for (var i = 0; i < times; i++)
        {
            file.Mapping.CopyTo(PieceAt(i), file.Buffer);
        }
    }

    private static void CopyByAccessor(BenchFile file, int times)
    {
        for (var i = 0; i < times; i++)
        {
            file.Accessor.ReadArray(PieceAt(i), file.Buffer, 0, Piece);
        }
    }

    private static void CopyByRandomAccess(BenchFile file, int times)
    {
        for (var i = 0; i < times; i++)
        {
            RandomAccess.Read(file.Handle, file.Buffer, PieceAt(i));
        }
    }

    private static int PieceAt(int turn) => (turn & 7) * Piece;
}
