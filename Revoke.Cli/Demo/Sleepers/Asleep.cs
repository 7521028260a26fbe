using System.Diagnostics;

namespace Revoke.Cli.Demo.Sleepers;

internal static class Asleep
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits until all of them really sleep. The kernel announces that to nobody, so it is asked.</summary>
    /// <exception cref="TimeoutException">One of them does not.</exception>
    internal static async Task WaitForAllAsync(IReadOnlyCollection<Sleeper> sleepers, Action<int>? progress = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (sleepers.FirstOrDefault(static sleeper => !sleeper.IsAsleep) is { } awake)
        {
            if (Stopwatch.GetElapsedTime(start) > s_limit)
            {
                throw new TimeoutException($"{awake.Plan.Name} does not fall asleep in {awake.Plan.Operation.Describe()}.");
            }

            progress?.Invoke(sleepers.Count(static sleeper => sleeper.IsAsleep));
            await Task.Delay(s_pause, TimeProvider.System);
        }
    }
}
