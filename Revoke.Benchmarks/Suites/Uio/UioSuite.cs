using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;
using Revoke.Drivers.Uio;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites.Uio;

/// <summary>What the library costs a program that drives hardware: a wait for an interrupt, and a read of a register. Without hardware: counts out of a FIFO, registers in ordinary memory.</summary>
internal sealed unsafe class UioSuite : ISuite
{
    // 0.95 of the throughput of a bare loop.
    private const double WaitLimit = 1 / 0.95;
    private const double RegisterLimit = 1.05;

    private static long s_last;

    public static string Name => "uio";

    public static string Description => "a wait for an interrupt against a bare read, a read of a register against a volatile pointer";

    public static void Run(Report report, bool quick)
    {
        var options = quick ? PairedLoopOptions.Quick : new PairedLoopOptions();
        MeasureWaits(report, new PairedLoop(TimeProvider.System, options));
        MeasureRegisters(report, new PairedLoop(TimeProvider.System, options with { Batch = TimeSpan.FromMicroseconds(100) }));
    }

    private static void MeasureWaits(Report report, PairedLoop loop)
    {
        using var bare = new InterruptPipe();
        using var guarded = new InterruptPipe();
        using var scope = new RevokeScope("bench");
        using var file = scope.Open(guarded.Path);
        var line = new InterruptLine(file, seen: 0);
        report.Add("fire-and-wait-by-bare-read", loop.Run(
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    bare.Fire();
                    Keep(bare.Read());
                }
            },
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    guarded.Fire();
                    line.TryWait(Timeout.InfiniteTimeSpan, out var interrupt, CancellationToken.None);
                    Keep(interrupt.Count);
                }
            }), WaitLimit);
        report.Add(new Bar("bytes-per-wait", Allocations.CountBytes(() =>
        {
            guarded.Fire();
            line.TryWait(Timeout.InfiniteTimeSpan, out _, CancellationToken.None);
        }), 0));
    }

    private static void MeasureRegisters(Report report, PairedLoop loop)
    {
        using var memory = new OwnedDescriptor(Libc.memfd_create("registers", 0));
        if (MemoryFile.SetLength(memory.Number, Environment.SystemPageSize) is not 0 and var errno)
        {
            throw new IOException($"The registers could not be made: errno {errno}.");
        }

        using var scope = new RevokeScope("bench");
        using var mapping = scope.Map(memory, new() { Access = FileAccess.ReadWrite, IsDeviceMemory = true });
        var start = mapping.DangerousGetPointer();
        report.Add("register-by-volatile-pointer", loop.Run(times => Keep(ReadByPointer(start, times)), times => Keep(ReadByRegisters(mapping, times))), RegisterLimit);
    }

    // A call for each access on this side too: one that is inlined may be narrowed, which no driver can use.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint ReadRegister(byte* address) => Volatile.Read(ref *(uint*)address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByPointer(byte* start, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += ReadRegister(start + (i & 0xFFC));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReadByRegisters(RevocableMapping mapping, int times)
    {
        var sum = 0L;
        using var registers = mapping.Registers();
        for (var i = 0; i < times; i++)
        {
            sum += registers.ReadUInt32(i & 0xFFC);
        }

        return sum;
    }

    private static void Keep(long result) => Volatile.Write(ref s_last, result);
}
