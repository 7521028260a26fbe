namespace Revoke.Drivers.Alsa;

/// <summary>How a sample is stored. Values are those of <c>snd_pcm_format_t</c>.</summary>
public enum PcmSampleFormat
{
    /// <summary>8 bits, signed.</summary>
    Signed8 = 0,

    /// <summary>8 bits, unsigned, as in WAV files.</summary>
    Unsigned8 = 1,

    /// <summary>16 bits, signed, little-endian: what almost every card takes.</summary>
    Signed16 = 2,

    /// <summary>16 bits, signed, big-endian.</summary>
    Signed16BigEndian = 3,

    /// <summary>16 bits, unsigned, little-endian.</summary>
    Unsigned16 = 4,

    /// <summary>24 bits, signed, in the low three bytes of four, little-endian.</summary>
    Signed24In32 = 6,

    /// <summary>32 bits, signed, little-endian.</summary>
    Signed32 = 10,

    /// <summary>32 bits, signed, big-endian.</summary>
    Signed32BigEndian = 11,

    /// <summary>32 bits, floating, from -1 to 1, little-endian.</summary>
    FloatingPoint32 = 14,

    /// <summary>64 bits, floating, from -1 to 1, little-endian.</summary>
    FloatingPoint64 = 16,

    /// <summary>G.711 mu-law, 8 bits.</summary>
    MuLaw = 20,

    /// <summary>G.711 A-law, 8 bits.</summary>
    ALaw = 21,

    /// <summary>24 bits, signed, in three bytes, little-endian, as in WAV files.</summary>
    Signed24 = 32,

    /// <summary>24 bits, signed, in three bytes, big-endian.</summary>
    Signed24BigEndian = 33,
}
