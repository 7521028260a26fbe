using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Loopback;

/// <summary>
/// <c>loopback KIND FRAMES PLAYBACK CAPTURE</c>: plays into a loopback card and compares what comes back: by <c>write</c> and read, <c>async</c>, through the mapped <c>ring</c> buffers, or <c>dropped</c>, with one
/// frame left out, which has to be noticed.
/// </summary>
internal static class LoopbackRun
{
    private static readonly PcmFormat s_stereo = new(Sequence.Rate, 2);

    internal static async Task<int> RunAsync(AlsaDriver alsa, string kind, long frames, string playback, string capture)
    {
        var maps = kind == "ring";
        await using var listener = alsa.OpenCapture(capture, s_stereo, new() { PeriodFrames = 1024, BufferFrames = 64 * 1024, Recovery = PcmRecovery.Xrun, MapsRing = maps });
        await using var player = alsa.OpenPlayback(playback, s_stereo, new() { PeriodFrames = 1024, BufferFrames = 16 * 1024, Recovery = PcmRecovery.Xrun, MapsRing = maps });
        listener.Start();
        Report.Mark("ready");
        var heard = new Heard();
        var listening = kind switch
        {
            "async" => ListenAsync(listener, heard),
            "ring" => InThreadAsync(() => ListenInRing(listener, heard)),
            _ => InThreadAsync(() => Listen(listener, heard)),
        };
        var half = frames / 2;
        await (kind switch
        {
            "async" => PlayAsync(player, frames),
            "ring" => InThreadAsync(() => PlayInRing(player, frames)),
            "dropped" => InThreadAsync(() =>
            {
                Player.Play(player, 0, half);
                Player.Play(player, half + 1, frames - half - 1);
                Player.Finish(player);
            }),
            _ => InThreadAsync(() =>
            {
                Player.Play(player, 0, frames);
                Player.Finish(player);
            }),
        });
        await listening;
        heard.Report(kind, listener.XrunCount + player.XrunCount);
        return 0;
    }

    private static Task InThreadAsync(Action body) => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Listen(AlsaPcm pcm, Heard heard)
    {
        var frames = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];
        do
        {
            pcm.ReadFrames(frames);
        }
        while (heard.Hear(frames));
    }

    private static async Task ListenAsync(AlsaPcm pcm, Heard heard)
    {
        var frames = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];
        do
        {
            await pcm.ReadFramesAsync(frames);
        }
        while (heard.Hear(frames));
    }

    private static void ListenInRing(AlsaPcm pcm, Heard heard)
    {
        using var ring = pcm.MapRing();
        bool goesOn;
        do
        {
            using var region = ring.Begin();
            goesOn = heard.Hear(region.Bytes);
            region.Commit(region.Frames);
        }
        while (goesOn);
    }

    private static async Task PlayAsync(AlsaPcm pcm, long frames)
    {
        for (long place = 0, count; place < frames; place += count)
        {
            count = await pcm.WriteFramesAsync(Sequence.From(place, Math.Min(pcm.PeriodFrames, frames - place)));
        }

        await pcm.WriteFramesAsync(new byte[2 * Sequence.Silence * pcm.Format.BytesPerFrame]);
    }

    private static void PlayInRing(AlsaPcm pcm, long frames)
    {
        using var ring = pcm.MapRing();
        for (long place = 0, end = frames + (2 * Sequence.Silence); place < end;)
        {
            using var region = ring.Begin(pcm.PeriodFrames);
            var count = (int)Math.Min(region.Frames, place < frames ? frames - place : end - place);
            var bytes = region.Bytes[..(count * pcm.Format.BytesPerFrame)];
            if (place < frames)
            {
                var from = Sequence.From(place, count).Span;
                from.CopyTo(bytes);
                count = from.Length / pcm.Format.BytesPerFrame;
            }
            else
            {
                bytes.Clear();
            }

            region.Commit(count);
            place += count;
        }
    }
}
