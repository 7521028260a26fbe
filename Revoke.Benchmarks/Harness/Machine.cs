using System.Globalization;
using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Harness;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    /// <summary>Processor, kernel, runtime and day.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Describe() =>
    [
        ("Processor", $"{ReadProcessor()}, {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} logical"),
        ("Kernel", File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-')[0]),
        ("Runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
        ("Day", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    private static string ReadProcessor()
    {
        foreach (var line in File.ReadLines("/proc/cpuinfo"))
        {
            if (line.StartsWith("model name", StringComparison.Ordinal))
            {
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }
        }

        return RuntimeInformation.ProcessArchitecture.ToString();
    }
}
