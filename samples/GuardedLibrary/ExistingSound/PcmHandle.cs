using System.Runtime.InteropServices;

namespace ExistingSound;

/// <summary>A PCM of libasound, as many a library has it. It knows nothing of revoke.</summary>
internal sealed class PcmHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>For 16 bits, stereo, 48 kHz.</summary>
    public static PcmHandle Open(string name)
    {
        Native.Check(Native.snd_pcm_open(out var pcm, name, Native.SND_PCM_STREAM_PLAYBACK, 0));
        Native.Check(Native.snd_pcm_set_params(pcm, Native.SND_PCM_FORMAT_S16_LE, Native.SND_PCM_ACCESS_RW_INTERLEAVED, 2, 48_000, 1, 100_000));
        return pcm;
    }

    /// <summary>Sleeps while there is no room.</summary>
    public int Write(ReadOnlySpan<short> samples) => Native.Check((int)Native.snd_pcm_writei(this, samples, (nuint)samples.Length / 2));

    /// <summary>Stops it at once, also for who sleeps in <see cref="Write"/>.</summary>
    public void Drop() => Native.Check(Native.snd_pcm_drop(this));

    protected override bool ReleaseHandle() => Native.snd_pcm_close(handle) == 0;
}
