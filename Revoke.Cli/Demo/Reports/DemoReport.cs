namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo --json</c> prints.</summary>
/// <param name="Devices">What was slept in.</param>
/// <param name="Skipped">What could not be, and why.</param>
/// <param name="Handles">What became of each handle.</param>
/// <param name="WithoutLibrary">The same without the library; empty if that was left out.</param>
/// <param name="Timeline">The steps of the revoke.</param>
/// <param name="Rounds">What a wake costs.</param>
/// <param name="Opened">The number of files opened.</param>
/// <param name="Released">The number of files released.</param>
/// <param name="LeakedDescriptors">The number of descriptors that were left open.</param>
/// <param name="Leaked">What those refer to, as <c>/proc/self/fd</c> has it.</param>
/// <param name="Ok">Whether all handles died, each was released once, and nothing leaked.</param>
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
    IReadOnlyList<string> Leaked,
    bool Ok);
