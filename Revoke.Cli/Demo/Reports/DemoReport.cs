namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo --json</c> prints.</summary>
internal sealed record DemoReport(
    IReadOnlyList<DeviceReport> Devices,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<HandleReport> Handles,
    IReadOnlyList<HandleReport> WithoutLibrary,
    TimelineReport Timeline,
    IReadOnlyList<RoundReport> Rounds,
    int Opened,
    int Released,
    int LeakedDescriptors,
    bool Ok);
