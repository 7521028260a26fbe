using Revoke.Cli.CommandLine;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether events really arrive: the kernel is asked for one (Documentation/ABI/testing/sysfs-uevent) and a monitor waits for it.</summary>
internal static class EventsCheck
{
    private const string Name = "events";
    private const string Device = "/devices/virtual/mem/null";
    private const string Standin = "what is followed is looked at every 2 s in any case, so a removal is found then.";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    internal static async Task<Finding> RunAsync(Roots roots, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(roots.Sys + Device))
        {
            return Finding.Degraded(Name, $"cannot be tried: there is no {roots.Sys}{Device}", Standin);
        }

        await using var monitor = new DeviceMonitor(new DeviceMonitorOptions { SysRoot = roots.Sys, DevRoot = roots.Dev });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var mark = Guid.NewGuid().ToString();
        var happenings = monitor.WatchAsync(limit.Token); // it listens from here
        try
        {
            await File.WriteAllTextAsync($"{roots.Sys}{Device}/uevent", $"change {mark}", cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return monitor.IsListening
                ? Finding.Degraded(Name, $"cannot be tried without root: {exception.Message}", $"try it as root; {Standin}")
                : Finding.Degraded(Name, "the monitor does not listen", Standin);
        }

        return await FindAsync(happenings, mark) is { } received
            ? Finding.Ok(Name, $"they arrive, from {(received.IsFromUdev ? "udev" : "the kernel")}")
            : Finding.Degraded(Name, "the kernel was asked for one, and it did not arrive", $"{Standin} Containers have no events of the host's devices.");
    }

    /// <summary>The event with the mark; null if it does not come in time.</summary>
    private static async Task<DeviceEvent?> FindAsync(IAsyncEnumerable<DeviceEvent> happenings, string mark)
    {
        try
        {
            await foreach (var happening in happenings)
            {
                if (happening.Properties.TryGetValue("SYNTH_UUID", out var found) && string.Equals(found, mark, StringComparison.Ordinal))
                {
                    return happening;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        return null;
    }
}
