namespace Revoke.Benchmarks.Harness;

/// <summary>What an operation allocates.</summary>
internal static class Allocations
{
    private const int Times = 10_000;

    /// <summary>Bytes for each time, on the calling thread, once it has been run often.</summary>
    internal static double CountBytes(Action operation)
    {
        Repeat(operation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(operation);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private static void Repeat(Action operation)
    {
        for (var i = 0; i < Times; i++)
        {
            operation();
        }
    }
}
