using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Views;

/// <summary>Is told what goes on.</summary>
internal interface IDemoView
{
    /// <summary>Runs the demo and shows what it tells.</summary>
    Task<DemoReport> ShowAsync(Func<Task<DemoReport>> demo);

    void Opened(DeviceSet devices);

    void FallingAsleep(int asleep);

    void AllAsleep();

    void Revoked(GuardedResult result);

    /// <summary>The child without the library sleeps, and is watched.</summary>
    void WatchingBare(TimeSpan elapsed);

    void BareEnded(IReadOnlyList<HandleReport> handles);

    void Measuring(int round, int rounds);
}
