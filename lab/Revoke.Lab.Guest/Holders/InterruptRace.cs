using System.Diagnostics;
using Revoke.Drivers.Uio;
using Revoke.Lab.Guest.Interop;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>throughput NAME</c>: interrupts of an edu, one after the other, waited for by a bare read and by the library in turns, the same device in the same run. It computes first and interrupts when it is done, so
/// that each is waited for. The fact is the throughput of the one by that of the other, of the medians of short rounds; and, as the measure of what that says, the bare loop by itself.
/// </summary>
internal static class InterruptRace
{
    private const int Rounds = 250;
    private const int InterruptsARound = 50;

    internal static int Run(UioDriver uio, string name)
    {
        using var device = uio.Open(name);
        using var mapping = device.Map(0);
        var file = Libc.open(device.Info.NodePath, Libc.O_RDWR | Libc.O_CLOEXEC);
        Edu.EnableComputing(mapping);
        Report.Mark("ready");

        var bare = new double[Rounds];
        var again = new double[Rounds];
        var guarded = new double[Rounds];
        for (var round = -5; round < Rounds; round++)
        {
            var (one, two, three) = (Time(device, mapping, () => ReadBare(file)), Time(device, mapping, () => device.WaitForInterrupt()), Time(device, mapping, () => ReadBare(file)));

            // What was missed by the one that did not wait is read by it first thing in its turn.
            if (round >= 0)
            {
                (bare[round], guarded[round], again[round]) = (one, two, three);
            }
        }

        Report.Fact("throughput by a bare read", Median(bare.Concat(again)) / Median(guarded));
        Report.Fact("throughput of the bare read by itself", Median(bare) / Median(again));
        Report.Fact("microseconds an interrupt", Median(guarded) * 1000 / InterruptsARound);
        _ = Libc.close(file);
        return 0;
    }

    private static double Time(UioDevice device, RevocableMapping mapping, Action wait)
    {
        Fire(device, mapping);
        wait();         // all that came in the other's turn
        var startedAt = Stopwatch.GetTimestamp();
        for (var i = 0; i < InterruptsARound; i++)
        {
            Fire(device, mapping);
            wait();
        }

        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    private static void Fire(UioDevice device, RevocableMapping mapping)
    {
        Edu.TakeBackCause(mapping);
        device.AcknowledgeInterrupt();
        Edu.Compute(mapping);
    }

    private static unsafe void ReadBare(int file)
    {
        var count = 0;
        if (Libc.read(file, (byte*)&count, sizeof(int)) != sizeof(int))
        {
            throw new IOException("read");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
