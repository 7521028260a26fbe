using System.Text.Json.Serialization;
using Revoke.Cli.Demo.Generations;
using Revoke.Cli.Demo.Rounds;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo sysfs --json</c> prints.</summary>
/// <param name="Generation">What became of a generation of the devices.</param>
/// <param name="WithoutLibrary">The same without the library.</param>
/// <param name="Leaked">What the descriptors refer to that were left open.</param>
/// <param name="Rounds">How long it took, time after time.</param>
internal sealed record DeviceDemoReport(
    [property: JsonIgnore] GenerationResult Generation,
    IReadOnlyList<HandleReport> WithoutLibrary,
    IReadOnlyList<string> Leaked,
    IReadOnlyList<RemovalRoundReport> Rounds) : DemoReport(Generation.Handles, WithoutLibrary, Leaked)
{
    /// <summary>From the beginning of the removal until its first uevent was received, median over the rounds; null without rounds or events.</summary>
    public double? RemovalToUeventMicroseconds => Median.OfKnown(Rounds.Select(static round => round.RemovalToUeventMicroseconds));

    /// <summary>From there until the last sleeper of all devices was back in user code, median over the rounds; null without rounds or events.</summary>
    public double? UeventToLastHandleMicroseconds => Median.OfKnown(Rounds.Select(static round => round.UeventToLastHandleMicroseconds));

    /// <summary>In which as many threads as there are handles are woken from a bare ppoll(2) on one eventfd, the last included, median over the rounds; null without rounds.</summary>
    public double? BareMicroseconds => Median.OfKnown(Rounds.Select(static round => (double?)round.BareMicroseconds));

    /// <summary>How many handles of the generation that is gone could be used once the devices were back.</summary>
    public int OldHandlesUsable => Generation.OldHandlesUsable;

    /// <summary>The generation that came after it.</summary>
    public IReadOnlyList<NewGenerationReport> NewGeneration => Generation.Next;

    /// <summary>Whether all handles died for good, each was released once, nothing leaked, and the new generation works.</summary>
    public override bool Ok => base.Ok && OldHandlesUsable == 0 && NewGeneration.Count > 0 && NewGeneration.All(static device => device.Works);
}
