using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class FilesSuite
{
    private static void MeasureAllocations(Report report, RevokeScope scope, string attribute)
    {
        var buffer = new byte[256];
        using var fifos = new TemporaryFifos(1);
        using var file = scope.Open(attribute, new RevocableFileOptions { Access = FileAccess.Read });
        using var fifo = scope.Open(fifos.Paths[0]);
        AddAllocations(report, "read-at-offset", () => file.Read(buffer, 0));
        AddAllocations(report, "read-at-position", () => file.Read(buffer));
        AddAllocations(report, "try-read", () => file.TryRead(buffer, out _));
        AddAllocations(report, "write-and-read", () =>
        {
            fifo.Write(buffer);
            fifo.Read(buffer);
        });
        AddAllocations(report, "try-write-and-try-read", () =>
        {
            fifo.TryWrite(buffer, out _);
            fifo.TryRead(buffer, out _);
        });
    }

    private static void AddAllocations(Report report, string name, Action operation)
    {
        const int Operations = 10_000;
        Repeat(operation, Operations);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(operation, Operations);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        report.Add(new Bar($"bytes-per-{name}", (double)allocated / Operations, 0));
    }

    private static void Repeat(Action operation, int times)
    {
        for (var i = 0; i < times; i++)
        {
            operation();
        }
    }
}
