namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo mapping --json</c> prints.</summary>
/// <param name="Hazards">What child processes went through.</param>
/// <param name="Revokes">What threads of this process did.</param>
internal sealed record MappingDemoReport(IReadOnlyList<HazardReport> Hazards, IReadOnlyList<MappingRevokeReport> Revokes)
{
    /// <summary>Whether every bare program died, every other one went on, and no byte was foreign or wrong.</summary>
    public bool Ok => Hazards.All(static hazard => hazard.WithoutLibrary is not { HasDied: false } && hazard.WithLibrary.HasGoneOn)
        && Revokes.All(static revoke => revoke is { ForeignBytes: 0, WrongAfterwards: 0 });
}
