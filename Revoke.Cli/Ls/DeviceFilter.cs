namespace Revoke.Cli.Ls;

/// <summary>What is asked for; empty is everything.</summary>
internal sealed record DeviceFilter(IReadOnlyList<string> Drivers, IReadOnlyList<string> Subsystems)
{
    internal bool Takes(Device device) => Subsystems.Count == 0 || (device.Subsystem is { } subsystem && Subsystems.Contains(subsystem, StringComparer.Ordinal));

    internal bool TakesDriver(string name) => Drivers.Count == 0 || Drivers.Contains(name, StringComparer.Ordinal);
}
