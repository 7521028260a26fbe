using Revoke.Benchmarks.Harness;
using Revoke.Drivers.Uio;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites.Uio;

/// <summary>What the library costs a program that drives hardware: a wait for an interrupt, and a read of a register. Without hardware: counts out of a FIFO, registers in ordinary memory.</summary>
internal sealed unsafe partial class UioSuite : ISuite
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
        var line = new InterruptLine(file, seen: 0, static () => false);
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
        FillChain((uint*)start);
        report.Add("register-by-volatile-pointer", loop.Run(times => Keep(FollowByPointer(start, times)), times => Keep(FollowByRegisters(mapping, times))), RegisterLimit);
        report.Add("registers-in-a-row-by-called-pointer", loop.Run(times => Keep(SumByCalls(start, times)), times => Keep(SumByRegisters(mapping, times))), RegisterLimit);
        report.Add("registers-in-a-row-by-inlined-pointer", loop.Run(times => Keep(SumByPointer(start, times)), times => Keep(SumByRegisters(mapping, times))));

        // Its bit is never set.
        *(uint*)(start + Status) = 0;
        report.Add("register-polled-by-called-pointer", loop.Run(times => Keep(PollByCalls(start, Ready, times)), times => Keep(PollByRegisters(mapping, Ready, times))), RegisterLimit);
        report.Add("register-polled-by-inlined-pointer", loop.Run(times => Keep(PollByPointer(start, Ready, times)), times => Keep(PollByRegisters(mapping, Ready, times))));
    }

    private static void FillChain(uint* words)
    {
        // An odd stride visits all of them.
        var count = (uint)Environment.SystemPageSize / sizeof(uint);
        for (var i = 0u; i < count; i++)
        {
            words[i] = (i + 405) % count * sizeof(uint);
        }
    }

    private static void Keep(long result) => Volatile.Write(ref s_last, result);
}
