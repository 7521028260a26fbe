using Revoke.Benchmarks.Harness;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites;

/// <summary>What the guard costs a read or a write.</summary>
internal sealed partial class FilesSuite : ISuite
{
    // A lock and a table around every operation; 1.05 is for the gate that needs neither.
    private const double ReadLimit = 1.15;

    private static readonly string[] s_attributes = ["/sys/kernel/mm/transparent_hugepage/enabled", "/sys/class/net/lo/mtu"];

    public static string Name => "files";

    public static string Description => "a guarded read or write against the bare call, and what it allocates";

    public static void Run(Report report, bool quick)
    {
        var loop = new PairedLoop(TimeProvider.System, quick ? PairedLoopOptions.Quick : new PairedLoopOptions());
        var attribute = Array.Find(s_attributes, File.Exists) ?? throw new FileNotFoundException("No sysfs attribute to read.");
        report.Remark($"attribute {attribute}");
        using var scope = new RevokeScope("bench");
        MeasureAttribute(report, loop, scope, attribute);
        MeasureFifo(report, loop, scope);
        MeasureOwnTime(report, loop, scope);
        MeasureAllocations(report, scope, attribute);
    }

    private static void MeasureAttribute(Report report, PairedLoop loop, RevokeScope scope, string attribute)
    {
        var buffer = new byte[256];
        using var bare = new BareDescriptor(attribute, Libc.O_RDONLY);
        using var file = scope.Open(attribute, new RevocableFileOptions { Access = FileAccess.Read });
        report.Add("attribute-read-at-offset", loop.Run(
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    bare.Read(buffer, 0);
                }
            },
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    file.Read(buffer, 0);
                }
            }), ReadLimit);
        report.Add("attribute-read-at-position-of-end", loop.Run(
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    bare.Read(buffer);
                }
            },
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    file.Read(buffer);
                }
            }));
        report.Add("attribute-seek-and-read", loop.Run(
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    bare.Rewind();
                    bare.Read(buffer);
                }
            },
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    file.Seek(0, SeekOrigin.Begin);
                    file.Read(buffer);
                }
            }));
    }
}
