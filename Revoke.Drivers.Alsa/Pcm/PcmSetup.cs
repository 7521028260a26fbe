using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>A PCM that is open and set up: what it was granted. Closes it.</summary>
internal sealed class PcmSetup : IDisposable
{
    internal required nint Pcm { get; init; }

    internal required string Name { get; init; }

    internal required PcmFormat Format { get; init; }

    internal required int BytesPerFrame { get; init; }

    internal required int PeriodFrames { get; init; }

    internal required int BufferFrames { get; init; }

    internal required int StartThreshold { get; init; }

    internal required bool CanPause { get; init; }

    internal required bool CanResume { get; init; }

    /// <summary>Whether the program may map the ring buffer.</summary>
    internal required bool MapsRing { get; init; }

    /// <summary>Whether libasound has mapped the ring buffer, for transfers.</summary>
    internal required bool IsMapped { get; init; }

    internal required PcmWaits Waits { get; init; }

    /// <summary>Of the kernel's own PCM, where the kernel gives them.</summary>
    internal required PcmPages? Pages { get; init; }

    /// <summary>Whether it is the kernel's PCM itself, without a plug-in of libasound in between.</summary>
    internal required bool IsHardware { get; init; }

    public void Dispose()
    {
        Waits.Dispose();
        Pages?.Dispose();
        _ = Asound.snd_pcm_close(Pcm);
    }
}
