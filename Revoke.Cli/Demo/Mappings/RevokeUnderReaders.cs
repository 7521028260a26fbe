using System.Diagnostics;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Rounds;

namespace Revoke.Cli.Demo.Mappings;

/// <summary>A mapping is revoked while threads read it.</summary>
internal static class RevokeUnderReaders
{
    private const int Length = 1 << 20;
    private const byte Content = 0x5A;
    private const int Readers = 4;

    internal static MappingRevokeReport Run(string folder, bool isDevice, int rounds, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "revoked");
        var bytes = new byte[Length];
        bytes.AsSpan().Fill(Content);
        File.WriteAllBytes(path, bytes);
        var counts = new ReaderCounts();
        var wrong = 0L;
        var took = new List<double?>();
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            took.Add(RunOne(path, isDevice, counts, ref wrong));
        }

        var after = isDevice ? AfterRevoke.Ones : AfterRevoke.Zeros;
        return new MappingRevokeReport(isDevice ? "device" : "file", after.ToString(), rounds, Readers, counts.Read, counts.Foreign, wrong, Median.OfKnown(took));
    }

    private static double RunOne(string path, bool isDevice, ReaderCounts counts, ref long wrong)
    {
        using var scope = new RevokeScope("memory");
        using var mapping = scope.Map(path, new() { IsDeviceMemory = isDevice });
        var policy = isDevice ? (byte)0xFF : (byte)0;
        using var stop = new CancellationTokenSource();
        using var begun = new CountdownEvent(Readers);
        var readers = new List<Thread>();
        for (var i = 0; i < Readers; i++)
        {
            var reader = new MemoryReader(mapping, Content, policy, changesInViews: isDevice, counts, begun);
            var isBare = i % 2 == 0;
            readers.Add(new Thread(() =>
            {
                if (isBare)
                {
                    reader.ReadBare(stop.Token);
                }
                else
                {
                    reader.ReadViews();
                }
            }) { IsBackground = true });
        }

        readers.ForEach(static reader => reader.Start());
        begun.Wait();
        var start = Stopwatch.GetTimestamp();
        scope.Revoke(isDevice ? RevokeReason.Unplugged : RevokeReason.Policy("demo"));
        var took = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        wrong += MemoryReader.CountOthers(mapping, policy);
        stop.Cancel();
        readers.ForEach(static reader => reader.Join());
        return took;
    }
}
