using System.Text.Json.Serialization;
using Revoke.Cli.Demo.Rounds;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo alsa --json</c> prints.</summary>
/// <param name="Library">The version of libasound.</param>
/// <param name="Pcm">What was played to.</param>
/// <param name="Card">The card's name; null if there is none, or a PCM was asked for.</param>
/// <param name="Skipped">Which cards could not be had, and why.</param>
/// <param name="Format">What was played, and how it was set up.</param>
/// <param name="Cause">Why it was revoked.</param>
/// <param name="WentByItself">Whether the card went by itself, before the demo took it away.</param>
/// <param name="Thread">What became of the playing thread.</param>
/// <param name="Ring">The card's ring buffer; null if none was mapped.</param>
/// <param name="Timeline">The steps of the revoke.</param>
/// <param name="Again">How the program went on.</param>
/// <param name="Rounds">How long a revoke took, time after time.</param>
/// <param name="Leaked">What the descriptors refer to that were left open.</param>
internal sealed record SoundDemoReport(
    string? Library,
    string Pcm,
    string? Card,
    IReadOnlyList<string> Skipped,
    SoundFormatReport Format,
    string Cause,
    bool WentByItself,
    PlayingReport Thread,
    RingReport? Ring,
    TimelineReport Timeline,
    NewGenerationReport Again,
    IReadOnlyList<SoundRoundReport> Rounds,
    IReadOnlyList<string> Leaked)
{
    /// <summary>The median of the rounds; null without any.</summary>
    public double? RevokeMicroseconds => Median.OfKnown(Rounds.Select(static round => (double?)round.RevokeMicroseconds));

    /// <summary>The number of descriptors that were left open.</summary>
    public int LeakedDescriptors => Leaked.Count;

    /// <summary>Whether the file, where there is one, has every frame that was accepted but for the last buffer.</summary>
    [JsonIgnore]
    public bool IsFileRight => Thread.FramesInFile is not { } inFile || (inFile <= Thread.FramesAccepted && inFile >= Thread.FramesAccepted - Format.BufferFrames);

    /// <summary>Whether the thread was told, everything was released, the file is right, nothing sounds in the ring buffer, nothing leaked, and the program plays again.</summary>
    public bool Ok => Thread.IsTold && IsFileRight && Timeline.Released is not null && Ring is not { SoundingAfterwards: > 0 } && Again.Works && Leaked.Count == 0;
}
