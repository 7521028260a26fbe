using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>A PCM that is open and set up: what it was granted. Closes it.</summary>
internal sealed class PcmSetup : IDisposable
{
    internal required nint Pcm { get; init; }

    internal required string Name { get; init; }

    internal required PcmFormat Format { get; init; }

    internal required int PeriodFrames { get; init; }

    internal required int BufferFrames { get; init; }

    internal required int StartThreshold { get; init; }

    internal required bool CanPause { get; init; }

    internal required bool CanResume { get; init; }

    internal required bool MapsRing { get; init; }

    internal required PcmWaits Waits { get; init; }

    /// <summary>Whether it is the kernel's PCM itself, without a plug-in of libasound in between.</summary>
    internal required bool IsHardware { get; init; }

    public void Dispose()
    {
        Waits.Dispose();
        _ = Asound.snd_pcm_close(Pcm);
    }
}
