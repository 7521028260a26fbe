using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Views;

/// <summary>For <c>--json</c>.</summary>
internal sealed class SilentView : IDemoView
{
    public void Opened(DeviceSet devices)
    {
    }

    public void FallingAsleep(int asleep)
    {
    }

    public void AllAsleep()
    {
    }

    public void Revoked(GuardedResult result)
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
