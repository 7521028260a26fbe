using System.Diagnostics;

namespace Revoke.Cli.Demo.Sleepers;

internal static class Awake
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when all are awake, or have had time enough. It looks from time to time, and disturbs nobody.</summary>
    internal static async Task WaitForAllAsync(IReadOnlyCollection<Sleeper> sleepers, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (sleepers.Any(static sleeper => sleeper.Ended is null) && Stopwatch.GetElapsedTime(start) < limit)
        {
            await Task.Delay(s_pause, TimeProvider.System);
        }

        foreach (var sleeper in sleepers)
        {
            sleeper.Dismiss();
        }
    }
}
