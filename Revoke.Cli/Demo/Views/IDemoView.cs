using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Views;

/// <summary>Is told what goes on.</summary>
internal interface IDemoView
{
    /// <summary>Runs the demo and shows what it tells.</summary>
    Task<DemoReport> ShowAsync(Func<Task<DemoReport>> demo);

    void Opened(IReadOnlyList<HandlePlan> plans);

    void FallingAsleep(int asleep);

    void AllAsleep();

    void Woken(IReadOnlyList<HandleReport> handles);

    /// <summary>The child without the library sleeps, and is watched.</summary>
    void WatchingBare(TimeSpan elapsed);

    void BareEnded(IReadOnlyList<HandleReport> handles);

    void Measuring(int round, int rounds);
}
