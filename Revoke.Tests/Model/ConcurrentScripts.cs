namespace Revoke.Tests.Model;

/// <summary>Scripts that run at the same time, a thread each.</summary>
internal static class ConcurrentScripts
{
    /// <summary>Returns when all have run.</summary>
    /// <param name="scripts">The steps of each.</param>
    /// <param name="run">Does one step.</param>
    /// <param name="wake">Wakes what still sleeps when nobody else runs.</param>
    /// <param name="patience">How long they may run between two wakes.</param>
    internal static async Task RunAsync<TStep>(TStep[][] scripts, Func<TStep, Task> run, Func<Task> wake, TimeSpan patience)
    {
        using var start = new Barrier(scripts.Length);
        var threads = scripts.Select(script => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait();
                foreach (var step in script)
                {
                    await run(step);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToList();

        var all = Task.WhenAll(threads);
        while (await Task.WhenAny(all, Task.Delay(patience, TimeProvider.System)) != all)
        {
            await wake();
        }

        await all;
    }
}
