using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What became of the playing thread.</summary>
/// <param name="WokenMicroseconds">From the revoke until it was back in user code; null of a card that went by itself, when nobody knows, and of a thread that never woke.</param>
/// <param name="Result">What it was given.</param>
/// <param name="Errno">The error number it was given; 0 if none.</param>
/// <param name="FramesAccepted">How many frames it had got rid of, as it was told.</param>
/// <param name="FramesInFile">How many of them are in the file, where it played to one: all but the last buffer, which nobody hears.</param>
internal sealed record PlayingReport(double? WokenMicroseconds, string Result, int Errno, long FramesAccepted, long? FramesInFile)
{
    /// <summary>Whether it was told that the PCM is gone.</summary>
    [JsonIgnore]
    public bool IsTold { get; init; }
}
