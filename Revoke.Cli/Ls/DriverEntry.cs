namespace Revoke.Cli.Ls;

/// <summary>A driver and its devices.</summary>
/// <param name="Name">The driver.</param>
/// <param name="Devices">What it can drive, as far as asked for; empty if it could not look.</param>
/// <param name="Error">Why it could not look; null if it could.</param>
internal sealed record DriverEntry(string Name, IReadOnlyList<DeviceEntry> Devices, string? Error);
