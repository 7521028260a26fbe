namespace Revoke.Cli.Demo.Reports;

/// <summary>A device that was slept in.</summary>
internal sealed record DeviceReport(string Name, string Kind);
