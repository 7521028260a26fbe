namespace Revoke.Tests.Support;

/// <summary>Runs the same on several threads that begin at the same moment.</summary>
internal static class Together
{
    public static async Task<T[]> RunAsync<T>(int threads, Func<int, T> work, CancellationToken cancellationToken)
    {
        using var start = new Barrier(threads);
        return await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(cancellationToken);
                return work(thread);
            },
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
