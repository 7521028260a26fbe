using Revoke;
using Revoke.Drivers.Alsa;

namespace SoundRecorder;

internal sealed class Recorder(AlsaDriver alsa)
{
    public long FramesRecorded { get; private set; }

    public async Task RecordAsync(string path, string name, TimeSpan time, CancellationToken ct)
    {
        await using var pcm = alsa.OpenCapture(name, new(48_000, 2), new() { AllowNear = true, Recovery = PcmRecovery.All });
        using var wav = new WavWriter(path, pcm.Format);
        await RecordAsync(pcm, wav, Math.Min(pcm.Format.FramesOf(time), wav.MostFrames), ct);
    }

    public async Task RecordAsync(AlsaPcm pcm, WavWriter wav, long frames, CancellationToken ct)
    {
        var frame = pcm.Format.BytesPerFrame;
        var block = new byte[pcm.PeriodFrames * frame];
        try
        {
            for (Keep(0); FramesRecorded < frames;)
            {
                var piece = block.AsMemory(0, (int)Math.Min(frames - FramesRecorded, pcm.PeriodFrames) * frame);
                Keep(await pcm.ReadFramesAsync(piece, ct));
            }
        }
        catch (OperationCanceledException) { } // Ctrl+C: that is the end of it
        catch (RevokedException gone)
        {
            Keep((int)gone.BytesTransferred / frame); // what had come of the block that it was at
            throw;
        }

        void Keep(int count)
        {
            wav.Write(block.AsSpan(0, count * frame));
            FramesRecorded += count;
        }
    }
}
