using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo;

/// <summary>What became of the handles of a scope.</summary>
internal sealed record GuardedResult(
    IReadOnlyList<DeviceReport> Devices,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<HandleReport> Handles,
    TimelineReport Timeline,
    int Released,
    bool IsCompleted);
