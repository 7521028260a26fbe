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

    private static void AddAllocations(Report report, string name, Action operation) =>
        report.Add(new Bar($"bytes-per-{name}", Allocations.CountBytes(operation), 0));
}
