namespace Revoke.Benchmarks.Harness;

/// <summary>The clock at its own resolution: a <see cref="TimeSpan"/> has steps of 100 ns.</summary>
internal static class Clock
{
    /// <summary>The time stamp of now.</summary>
    internal static long Now => TimeProvider.System.GetTimestamp();

    /// <summary>What is between two time stamps.</summary>
    internal static double Nanoseconds(long start, long end) => (end - start) * (1e9 / TimeProvider.System.TimestampFrequency);

    /// <summary>What is between a time stamp and now.</summary>
    internal static double NanosecondsSince(long start) => Nanoseconds(start, Now);
}
