using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Suites;

/// <summary>What each file cost in a scope with many, in nanoseconds and bytes; the pauses are the collector's share of the times.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CrowdTimes(double Open, double Revoke, double Dispose, double Bytes, double Pauses)
{
    /// <summary>From open to disposed.</summary>
    internal double Total => Open + Revoke + Dispose;
}
