using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;
using Revoke.Guards;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private static void MeasureMemory(Report report)
    {
        using var scope = new RevokeScope("bench");
        using var file = scope.Open(new InstantDriver(), "instant");
        var lone = new LoneGate[1];
        var buffer = new byte[16];
        report.Add(new Bar("bytes-of-gate-embedded", Unsafe.SizeOf<AsymmetricGate>(), 8));
        report.Add(new Bar("bytes-of-gate-as-object", Allocations.CountBytes(() => lone[0] = new LoneGate()), 24));
        report.Add(new Bar("bytes-per-use-of-scope", Allocations.CountBytes(() => Keep(GatePasses.OfScope(scope, 1))), 0));
        report.Add(new Bar("bytes-per-read-of-file", Allocations.CountBytes(() => Keep((long)file.Read(buffer))), 0));
        report.Add("bytes of gate with table", Unsafe.SizeOf<Gate>(), "bytes");
        report.Add("bytes of hold of scope", Allocations.CountBytes(() => scope.Hold("bench").Dispose()), "bytes");
    }
}
