namespace Revoke.Drivers.Alsa;

/// <summary>What a PCM is doing. Values are those of <c>snd_pcm_state_t</c>.</summary>
public enum PcmState
{
    /// <summary>Open, and not set up.</summary>
    Open = 0,

    /// <summary>Set up, or stopped.</summary>
    Setup = 1,

    /// <summary>Ready to start.</summary>
    Prepared = 2,

    /// <summary>Running.</summary>
    Running = 3,

    /// <summary>Stopped, because the program was too late: the buffer ran empty, or over. Goes on after <see cref="AlsaPcm.Prepare"/>.</summary>
    Xrun = 4,

    /// <summary>Playing what is left.</summary>
    Draining = 5,

    /// <summary>Paused.</summary>
    Paused = 6,

    /// <summary>The hardware is asleep, as when the machine was. Goes on after <see cref="AlsaPcm.Resume"/> or <see cref="AlsaPcm.Prepare"/>.</summary>
    Suspended = 7,

    /// <summary>The card is gone, for good.</summary>
    Disconnected = 8,
}
