namespace Revoke.Drivers.Alsa;

/// <summary>What part of a card an element belongs to. Values are those of <c>snd_ctl_elem_iface_t</c>.</summary>
public enum ControlInterface
{
    /// <summary>The card as a whole: its jacks, for example.</summary>
    Card = 0,

    /// <summary>A device of the hardware's own kind.</summary>
    HardwareDependent = 1,

    /// <summary>The mixer.</summary>
    Mixer = 2,

    /// <summary>A PCM.</summary>
    Pcm = 3,

    /// <summary>MIDI.</summary>
    RawMidi = 4,

    /// <summary>A timer.</summary>
    Timer = 5,

    /// <summary>The sequencer.</summary>
    Sequencer = 6,
}
