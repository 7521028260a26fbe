using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Loopback;

/// <summary><c>play LABEL PCM WARM-UP SECONDS</c>: plays the <see cref="Sequence"/> in periods of 256 frames, in a buffer of 1024. Notes the xruns of all, and the processor's time of the seconds after the warm-up.</summary>
internal static class Player
{
    private const int Period = 256;
    private const int Buffer = 1024;

    internal static int Run(AlsaDriver alsa, string label, string name, int warmUp, int seconds)
    {
        using var pcm = alsa.OpenPlayback(name, new(Sequence.Rate, 2), new() { PeriodFrames = Period, BufferFrames = Buffer, Recovery = PcmRecovery.Xrun });
        var unmeasured = (long)warmUp * Sequence.Rate / Period * Period;
        Play(pcm, 0, unmeasured);
        var began = Environment.CpuUsage.TotalTime;
        Play(pcm, unmeasured, (long)seconds * Sequence.Rate / Period * Period);
        var ended = Environment.CpuUsage.TotalTime;
        Finish(pcm);
        Report.Fact($"{label} xruns", pcm.XrunCount);
        Report.Fact($"{label} processor ms", (ended - began).TotalMilliseconds);
        Report.Fact($"{label} processor ms in all", Environment.CpuUsage.TotalTime.TotalMilliseconds);
        return 0;
    }

    /// <summary>Plays so many frames from a place on, a period at a time.</summary>
    internal static void Play(AlsaPcm pcm, long place, long frames)
    {
        for (long end = place + frames, count; place < end; place += count)
        {
            count = pcm.WriteFrames(Sequence.From(place, Math.Min(pcm.PeriodFrames, end - place)).Span);
        }
    }

    /// <summary>Plays enough silence for the listener to end before playback stops: where it does, snd-aloop leaves some old frames in the buffer of who records.</summary>
    internal static void Finish(AlsaPcm pcm) => pcm.WriteFrames(new byte[2 * Sequence.Silence * pcm.Format.BytesPerFrame]);
}
