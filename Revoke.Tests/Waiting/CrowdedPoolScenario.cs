using Revoke.Tests.Support;

namespace Revoke.Tests.Waiting;

/// <summary>40 pool threads, two of them at once at first, each revoke a scope and wait for its own asynchronous sleeper to be drained and released.</summary>
internal static class CrowdedPoolScenario
{
    private const int Count = 40;

    public static async Task<int> RunAsync(string[] args)
    {
        _ = args;
        ThreadPool.SetMinThreads(2, 2);
        using var fifo = new Fifo();
        var scopes = Enumerable.Range(0, Count).Select(static i => new RevokeScope($"scope {i}")).ToList();
        var files = scopes.ConvertAll(scope => scope.Open(fifo.Path));
        var reads = files.ConvertAll(static file => file.ReadAsync(new byte[1]).AsTask());
        var start = TimeProvider.System.GetTimestamp();
        var revokes = scopes.ConvertAll(static scope => Task.Run(() => scope.Revoke(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan)));
        var outcomes = await Task.WhenAll(revokes);
        await Console.Out.WriteLineAsync($"{TimeProvider.System.GetElapsedTime(start).TotalMilliseconds} ms");
        foreach (var read in reads)
        {
            try
            {
                await read;
                return 1;
            }
            catch (RevokedException)
            {
            }
        }

        return Array.TrueForAll(outcomes, static outcome => outcome is { IsCompleted: true, Released: 1 }) && OpenDescriptors.Count(fifo.Path) == 0 ? 0 : 2;
    }
}
