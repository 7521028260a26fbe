namespace Revoke.Cli.Demo.Reports;

/// <summary>
/// When each step of the revoke was done, in microseconds since its beginning; null if it was not. <see cref="DeviceDeleted"/>, when the kernel
/// had deleted the devices, counts from the beginning of the removal.
/// </summary>
internal sealed record TimelineReport(double GateClosed, double Woken, double? Drained, double? Released, double? DeviceDeleted)
{
    internal static TimelineReport Of(RevokeTimeline timeline, double? deleted) => new(
        timeline.GateClosed.TotalMicroseconds,
        timeline.Woken.TotalMicroseconds,
        timeline.Drained?.TotalMicroseconds,
        timeline.Released?.TotalMicroseconds,
        deleted);
}
