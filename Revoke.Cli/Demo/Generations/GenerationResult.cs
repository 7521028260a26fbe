using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Generations;

/// <summary>What became of one generation of the devices.</summary>
/// <param name="Handles">Of its handles.</param>
/// <param name="RemovalToUevent">Microseconds from the beginning of the removal until the first uevent of a device; null if none was received.</param>
/// <param name="UeventToLastHandle">The longest time from the uevent of a device until a sleeper in one of its handles was back, microseconds; null if none was received.</param>
/// <param name="OldHandlesUsable">How many of its handles could be used once the devices were back.</param>
/// <param name="Next">The generation after it; empty if it was not tried.</param>
internal sealed record GenerationResult(
    GuardedResult Handles,
    double? RemovalToUevent,
    double? UeventToLastHandle,
    int OldHandlesUsable,
    IReadOnlyList<NewGenerationReport> Next);
