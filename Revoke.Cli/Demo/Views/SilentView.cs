using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Views;

/// <summary>For <c>--json</c>.</summary>
internal sealed class SilentView : IDemoView
{
    internal static SilentView Instance { get; } = new();

    public void Opened(IReadOnlyList<HandlePlan> plans)
    {
    }

    public void FallingAsleep(int asleep)
    {
    }

    public void AllAsleep()
    {
    }

    public void Woken(IReadOnlyList<HandleReport> handles)
    {
    }

    public void WatchingBare(TimeSpan elapsed)
    {
    }

    public void BareEnded(IReadOnlyList<HandleReport> handles)
    {
    }

    public void Measuring(int round, int rounds)
    {
    }

    public Task<DemoReport> ShowAsync(Func<Task<DemoReport>> demo) => demo();
}
