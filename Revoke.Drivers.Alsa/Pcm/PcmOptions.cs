namespace Revoke.Drivers.Alsa;

/// <summary>How a PCM is set up.</summary>
public sealed record PcmOptions
{
    /// <summary>Frames between two interrupts, after which a sleeper is woken; <see langword="null"/>, the default, for about 10 ms, as near as the card can.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int? PeriodFrames { get; init => field = CheckPositive(value, nameof(PeriodFrames)); }

    /// <summary>Frames in the ring buffer; <see langword="null"/>, the default, for about four periods.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int? BufferFrames { get; init => field = CheckPositive(value, nameof(BufferFrames)); }

    /// <summary>Whether rate, channels, period and buffer may be as near as the card can; what was granted is <see cref="AlsaPcm.Format"/>, <see cref="AlsaPcm.PeriodFrames"/> and <see cref="AlsaPcm.BufferFrames"/>. Default: what cannot be exactly so is an error.</summary>
    public bool AllowNear { get; init; }

    /// <summary>How many frames have to be written before playback starts by itself; <see langword="null"/>, the default, for a full buffer; more than the buffer has, for <see cref="AlsaPcm.Start"/> only. Capture starts with the first read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int? StartThreshold { get; init => field = CheckPositive(value, nameof(StartThreshold)); }

    /// <summary>What a transfer gets over by itself. Default nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has unknown bits.</exception>
    public PcmRecovery Recovery
    {
        get;
        init => field = (value & ~PcmRecovery.All) == PcmRecovery.None ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "PcmOptions.Recovery: it has unknown bits.");
    }

    /// <summary>Whether the ring buffer is to be mapped (<see cref="AlsaPcm.MapRing"/>). Transfers work all the same.</summary>
    public bool MapsRing { get; init; }

    private static int? CheckPositive(int? value, string name) =>
        value is null or > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"PcmOptions.{name}: it is not positive.");
}
