namespace Revoke.Cli.Demo.Reports;

/// <summary>When each step of the revoke was done, in microseconds since its beginning; null if it was not.</summary>
internal sealed record TimelineReport(double GateClosed, double Woken, double? Drained, double? Released, double? DeviceDeleted);
