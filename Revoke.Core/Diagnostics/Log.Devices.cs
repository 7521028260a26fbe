using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <content>What becomes of followed devices, and of the monitor's own work.</content>
internal static partial class Log
{
    /// <summary>Events cannot be had; devices are looked at every <paramref name="interval"/> instead, or, if it is infinite, not at all.</summary>
    internal static void ListeningFailed(ILogger logger, TimeSpan interval, Exception exception) => ListeningFailed(new QuietLogger(logger), Describe(interval), exception);

    internal static void SourceFailed(ILogger logger, Exception exception) => SourceFailed(new QuietLogger(logger), exception);

    internal static void SourceEnded(ILogger logger, TimeSpan interval) => SourceEnded(new QuietLogger(logger), Describe(interval));

    internal static void EventsLost(ILogger logger) => EventsLost(new QuietLogger(logger));

    internal static void DeviceArrived(ILogger logger, DeviceId device, long generation, string devicePath) => DeviceArrived(new QuietLogger(logger), device, generation, devicePath);

    /// <summary>With how it was learnt: "the kernel said so", "a look found nothing".</summary>
    internal static void DeviceGone(ILogger logger, DeviceId device, long generation, string learntBy) => DeviceGone(new QuietLogger(logger), device, generation, learntBy);

    internal static void EventFailed(ILogger logger, string action, string devicePath, Exception exception) => EventFailed(new QuietLogger(logger), action, devicePath, exception);

    [LoggerMessage(10, LogLevel.Warning, "The kernel's device events cannot be had; what is followed is looked at {Interval}")]
    private static partial void ListeningFailed(QuietLogger logger, string interval, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "The source of device events failed; it is tried again")]
    private static partial void SourceFailed(QuietLogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "The source of device events has ended; what is followed is looked at {Interval}")]
    private static partial void SourceEnded(QuietLogger logger, string interval);

    [LoggerMessage(13, LogLevel.Warning, "Device events were lost; everything that is followed is looked at again")]
    private static partial void EventsLost(QuietLogger logger);

    [LoggerMessage(14, LogLevel.Information, "Device {Device} is here, generation {Generation}: {DevicePath}")]
    private static partial void DeviceArrived(QuietLogger logger, DeviceId device, long generation, string devicePath);

    [LoggerMessage(15, LogLevel.Information, "Device {Device} is gone, generation {Generation}: {LearntBy}")]
    private static partial void DeviceGone(QuietLogger logger, DeviceId device, long generation, string learntBy);

    [LoggerMessage(16, LogLevel.Error, "The handling of '{Action}' of {DevicePath} failed")]
    private static partial void EventFailed(QuietLogger logger, string action, string devicePath, Exception exception);

    private static string Describe(TimeSpan interval) =>
        interval == Timeout.InfiniteTimeSpan ? "when an operation on it fails" : string.Create(CultureInfo.InvariantCulture, $"every {interval.TotalSeconds:0.###} s");
}
