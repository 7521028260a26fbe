using System.Diagnostics;
using Revoke.Cli.Demo.Mappings;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Demo.Views;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary>A PCM that was played to and is gone.</summary>
internal sealed record TakenAway(string Pcm, SoundFormatReport Format, RevokeOutcome Outcome, bool WentByItself, PlayingReport Thread, RingReport? Ring)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>Plays for a time, or until the card goes by itself, and then takes it away.</summary>
    internal static async Task<TakenAway> PlayAsync(AlsaDriver alsa, SoundPlace place, TimeSpan time, ISoundView view, CancellationToken cancellationToken)
    {
        await using var pcm = place.Open(alsa);
        using var ring = SoundPlace.TryMapRing(pcm);
        view.Playing(pcm, place.Card);
        var player = new TonePlayer(pcm);
        var sounding = await WatchAsync(player, ring, time, view, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var outcome = await pcm.Scope.RevokeAsync(SoundDemo.Policy, s_limit, cancellationToken);
        var end = await Task.WhenAny(player.Ended, Task.Delay(s_limit, cancellationToken)) == player.Ended ? await player.Ended : null;
        view.TakenAway(outcome);
        return new TakenAway(
            pcm.Name,
            new SoundFormatReport(pcm.Format.Rate, pcm.Format.Channels, pcm.Format.Sample.ToString(), pcm.PeriodFrames, pcm.BufferFrames),
            outcome,
            WentByItself: !outcome.WasFirst,
            Report(end, outcome.WasFirst ? start : null, player.Frames, place.Path is { } path ? new FileInfo(path).Length / pcm.Format.BytesPerFrame : null),
            ring is null ? null : new RingReport(ring.Mapping.Length, sounding, CountSounding(ring)));
    }

    /// <summary>Shows the level until the time is over, or the player has ended; says how much of the ring buffer sounded at most.</summary>
    private static async Task<long> WatchAsync(TonePlayer player, PcmRing? ring, TimeSpan time, ISoundView view, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(s_tick);
        var start = Stopwatch.GetTimestamp();
        var sounding = 0L;
        do
        {
            await ticks.WaitForNextTickAsync(cancellationToken);
            sounding = Math.Max(sounding, CountSounding(ring));
            view.Heard(Stopwatch.GetElapsedTime(start), Level.ToDecibels(player.Peak), player.Frames);
        }
        while (Stopwatch.GetElapsedTime(start) < time && !player.Ended.IsCompleted);
        return sounding;
    }

    // By its address, past the library, as native code does that was once given it.
    private static long CountSounding(PcmRing? ring) => ring is null ? 0 : MemoryReader.CountOthers(ring.Mapping, policy: 0);

    private static PlayingReport Report(SleepEnd? end, long? start, long accepted, long? inFile) => end is null
        ? new PlayingReport(WokenMicroseconds: null, "never woke", Errno: 0, accepted, inFile)
        : new PlayingReport(start is { } began ? Stopwatch.GetElapsedTime(began, end.At).TotalMicroseconds : null, end.Result, end.Errno, accepted, inFile) { IsTold = end.IsDead };
}
