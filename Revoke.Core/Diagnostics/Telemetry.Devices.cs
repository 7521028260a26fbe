using System.Diagnostics.Metrics;

namespace Revoke.Diagnostics;

/// <summary>What is measured, as listed in docs/diagnostics.md. Nothing here is on the way of a read or write.</summary>
internal static partial class Telemetry
{
    private static readonly Counter<long>? s_events =
        Instruments.TryCreateCounter("revoke.device.events", "{event}", "Device events received");

    private static readonly Counter<long>? s_generations =
        Instruments.TryCreateCounter("revoke.device.generations", "{generation}", "Generations of followed devices that began: arrivals, and devices that were there already");

    private static readonly Counter<long>? s_removals =
        Instruments.TryCreateCounter("revoke.device.removals", "{removal}", "Followed devices found gone");

    private static readonly Counter<long>? s_rescans =
        Instruments.TryCreateCounter("revoke.device.rescans", "{rescan}", "Looks at everything that is followed because events were lost");

    private static readonly Counter<long>? s_monitorFailures =
        Instruments.TryCreateCounter("revoke.monitor.failures", "{failure}", "Failures of a source of device events, or of handling an event");

    internal static void DeviceEventReceived(string action, bool fromUdev)
    {
        if (s_events is { Enabled: true })
        {
            Instruments.Count(s_events, 1, new(DeviceTags.Action, DeviceTags.NameOf(action)), new(DeviceTags.Origin, fromUdev ? "udev" : "kernel"));
        }
    }

    internal static void GenerationBegun() => Instruments.Count(s_generations);

    internal static void Removed() => Instruments.Count(s_removals);

    internal static void EventsLost() => Instruments.Count(s_rescans);

    internal static void MonitorFailed() => Instruments.Count(s_monitorFailures);
}
