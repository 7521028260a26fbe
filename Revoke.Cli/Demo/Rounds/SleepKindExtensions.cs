using System.Diagnostics;

namespace Revoke.Cli.Demo.Rounds;

internal static class SleepKindExtensions
{
    /// <summary>Wakes all sleepers of a kind, and gives back after how many microseconds each was in user code again.</summary>
    internal static IEnumerable<double> MeasureWakes(this ISleepKind kind)
    {
        kind.Prepare();
        var start = Stopwatch.GetTimestamp();
        kind.Wake();
        return kind.Finish().Select(at => Stopwatch.GetElapsedTime(start, at).TotalMicroseconds);
    }
}
