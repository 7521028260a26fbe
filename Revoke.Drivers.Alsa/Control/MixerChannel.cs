namespace Revoke.Drivers.Alsa;

/// <summary>A channel of a mixer element. Values are those of <c>snd_mixer_selem_channel_id_t</c>; an element may have more, up to 31, that have no name.</summary>
public enum MixerChannel
{
    /// <summary>The left one in front, and the only one of an element that has but one.</summary>
    FrontLeft = 0,

    /// <summary>The right one in front.</summary>
    FrontRight = 1,

    /// <summary>The left one behind.</summary>
    RearLeft = 2,

    /// <summary>The right one behind.</summary>
    RearRight = 3,

    /// <summary>The one in the middle in front.</summary>
    FrontCenter = 4,

    /// <summary>The low tones.</summary>
    Woofer = 5,

    /// <summary>The left one at the side.</summary>
    SideLeft = 6,

    /// <summary>The right one at the side.</summary>
    SideRight = 7,

    /// <summary>The one in the middle behind.</summary>
    RearCenter = 8,
}
