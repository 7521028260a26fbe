using System.Diagnostics;
using System.Runtime.InteropServices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary><c>revoke demo alsa</c>. Everything is done once to warm up, so that what is open afterwards and was not before has leaked.</summary>
internal static class SoundDemo
{
    internal static readonly RevokeReason Policy = RevokeReason.Policy("the demo takes it away");

    internal static async Task<SoundDemoReport> RunAsync(SoundSettings settings, ISoundView view, CancellationToken cancellationToken)
    {
        using var directory = new DemoDirectory();
        var folder = directory.Create("sound");
        using var alsa = new AlsaDriver();
        var skipped = new List<string>();
        var place = settings.Pcm is { } name ? new SoundPlace(name) : SoundPlace.Find(alsa, folder, skipped);
        await TakenAway.PlayAsync(alsa, place, TimeSpan.Zero, SilentSoundView.Instance, cancellationToken);
        RunRound(alsa, place);

        var before = Descriptors.Capture();
        var taken = await TakenAway.PlayAsync(alsa, place, settings.Time, view, cancellationToken);
        var next = taken.WentByItself ? SoundPlace.Find(alsa, folder, []) : place;
        var again = PlayAgain(alsa, next);
        var rounds = new List<SoundRoundReport>();
        for (var i = 0; i < settings.Demo.Rounds && again.Works; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rounds.Add(RunRound(alsa, next));
        }

        return new SoundDemoReport(
            AlsaDriver.LibraryVersion,
            taken.Pcm,
            place.Card,
            skipped,
            taken.Format,
            taken.Outcome.Reason.Cause.ToString(),
            taken.WentByItself,
            taken.Thread,
            taken.Ring,
            TimelineReport.Of(taken.Outcome.Timeline, deleted: null),
            again,
            rounds,
            [.. Descriptors.Capture().Since(before)]);
    }

    /// <summary>The program goes on: to the same PCM, which anybody can have at once, or, if the card went by itself, to another.</summary>
    private static NewGenerationReport PlayAgain(AlsaDriver alsa, SoundPlace place)
    {
        try
        {
            using var pcm = place.Open(alsa);
            var half = new short[pcm.Format.Rate / 2 * pcm.Format.Channels];
            new Tone(pcm.Format).Fill(half);
            var frames = pcm.WriteFrames(MemoryMarshal.AsBytes(half.AsSpan()));
            pcm.Drain();
            return new NewGenerationReport(pcm.Name, pcm.Generation, Works: true, FormattableString.Invariant($"{frames} frames"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new NewGenerationReport(place.Name, Generation: 0, Works: false, exception.Message);
        }
    }

    private static SoundRoundReport RunRound(AlsaDriver alsa, SoundPlace place)
    {
        using var pcm = place.Open(alsa);
        pcm.WriteFrames(new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame]);
        var start = Stopwatch.GetTimestamp();
        pcm.Scope.Revoke(Policy);
        return new SoundRoundReport(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }
}
