using Revoke.Diagnostics;

namespace Revoke.Tests.Diagnostics;

public sealed class NobodyListensTests
{
    private const int Rounds = 2000;

    [Test]
    public void Telemetry_NobodyListens_AllocatesNothing()
    {
        using var scope = new RevokeScope("quiet");
        var outcome = scope.Revoke(RevokeReason.Unplugged);
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 5 && allocated != 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                CallEverything(scope, outcome);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero, $"Over {Rounds} rounds, in the best of five attempts (the first ones compile).");
    }

    private static void CallEverything(RevokeScope scope, RevokeOutcome outcome)
    {
        var caller = RevokeActivity.Caller;
        Telemetry.RevokeBegun(1, RevokeCause.Unplugged);
        Telemetry.DeadlinePassed(1);
        Telemetry.Released(1);
        Telemetry.RevokeCompleted(outcome);
        RevokeActivity.Completed(scope, outcome, stuck: 1, caller);
        Telemetry.DeviceEventReceived("add", fromUdev: true);
        Telemetry.GenerationBegun();
        Telemetry.Removed();
        Telemetry.EventsLost();
        Telemetry.MonitorFailed();
    }
}
