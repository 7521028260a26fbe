using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What became of one handle.</summary>
/// <param name="Name">The device.</param>
/// <param name="Operation">What was slept in.</param>
/// <param name="WokenMicroseconds">From the revoke until the sleeper was back in user code; null if it never was.</param>
/// <param name="Result">What the sleeper was given.</param>
/// <param name="Errno">The error number it was given, or which the next call on the handle is given; 0 if neither is.</param>
internal sealed record HandleReport(string Name, string Operation, double? WokenMicroseconds, string Result, int Errno)
{
    /// <summary>Whether the sleeper was told so and the next call is refused.</summary>
    [JsonIgnore]
    public bool IsDead { get; init; }
}
