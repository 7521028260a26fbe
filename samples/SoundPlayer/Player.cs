using Revoke;
using Revoke.Drivers.Alsa;

namespace SoundPlayer;

internal sealed class Player(AlsaDriver alsa)
{
    public long FramesAccepted { get; private set; }

    public async Task PlayAsync(string path, string name, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var wav = WavHeader.Read(file);
        await using var pcm = alsa.OpenPlayback(name, wav.Format, new() { Recovery = PcmRecovery.All });
        await PlayAsync(file, wav.Frames, pcm, ct);
    }

    public async Task PlayAsync(Stream samples, long frames, AlsaPcm pcm, CancellationToken ct)
    {
        var block = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];
        try
        {
            for (var left = frames; left > 0; left -= pcm.PeriodFrames)
            {
                var piece = block.AsMemory(0, (int)Math.Min(left, pcm.PeriodFrames) * pcm.Format.BytesPerFrame);
                await samples.ReadExactlyAsync(piece, ct);
                FramesAccepted += await pcm.WriteFramesAsync(piece, ct);
            }

            await pcm.DrainAsync(ct);
        }
        catch (RevokedException gone)
        {
            FramesAccepted += gone.BytesTransferred / pcm.Format.BytesPerFrame; // of the piece that it was at
            throw;
        }
    }
}
