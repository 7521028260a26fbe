using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Revoke.Diagnostics;

namespace Revoke.Tests.Diagnostics;

public sealed class DeviceMetricsTests
{
    [TestCase("add", true, "add", "udev")]
    [TestCase("unbind", false, "unbind", "kernel")]
    [TestCase("what a source made up", false, "other", "kernel")]
    public void DeviceEventReceived_Action_IsOneOfAFixedSet(string action, bool fromUdev, string expectedAction, string expectedOrigin)
    {
        using var events = new MetricCollector<long>(meterScope: null, "Revoke", "revoke.device.events");

        Telemetry.DeviceEventReceived(action, fromUdev);

        Assert.That(events.LastMeasurement?.Tags, Is.EquivalentTo(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["revoke.device.action"] = expectedAction,
            ["revoke.device.origin"] = expectedOrigin,
        }));
    }

    [Test]
    public void Counters_OfAMonitor_CountOne()
    {
        Dictionary<string, Action> counters = new(StringComparer.Ordinal)
        {
            ["revoke.device.generations"] = Telemetry.GenerationBegun,
            ["revoke.device.removals"] = Telemetry.Removed,
            ["revoke.device.rescans"] = Telemetry.EventsLost,
            ["revoke.monitor.failures"] = Telemetry.MonitorFailed,
        };
        foreach (var (name, count) in counters)
        {
            using var collector = new MetricCollector<long>(meterScope: null, "Revoke", name);
            count();
            Assert.That(collector.LastMeasurement?.Value, Is.EqualTo(1), name);
        }
    }
}
