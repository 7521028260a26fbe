namespace Revoke.Drivers.Alsa;

/// <summary>Which way the sound goes. Values are those of <c>snd_pcm_stream_t</c>.</summary>
public enum PcmDirection
{
    /// <summary>From the program to the card.</summary>
    Playback = 0,

    /// <summary>From the card to the program.</summary>
    Capture = 1,
}
