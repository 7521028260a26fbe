namespace Revoke.Drivers.Alsa;

/// <summary>What is played or recorded: frames of one sample for each channel, interleaved.</summary>
/// <param name="Rate">Frames a second, in Hz.</param>
/// <param name="Channels">Samples in a frame.</param>
/// <param name="Sample">How a sample is stored.</param>
public sealed record PcmFormat(int Rate, int Channels, PcmSampleFormat Sample = PcmSampleFormat.Signed16)
{
    /// <summary>Frames a second, in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int Rate { get; init => field = CheckPositive(value, nameof(Rate)); } = CheckPositive(Rate, nameof(Rate));

    /// <summary>Samples in a frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int Channels { get; init => field = CheckPositive(value, nameof(Channels)); } = CheckPositive(Channels, nameof(Channels));

    /// <summary>How a sample is stored.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public PcmSampleFormat Sample { get; init => field = CheckSample(value); } = CheckSample(Sample);

    /// <summary>Bytes of a sample.</summary>
    public int BytesPerSample => BytesOf(Sample);

    /// <summary>Bytes of a frame.</summary>
    public int BytesPerFrame => Channels * BytesPerSample;

    /// <summary>How many frames last that long, rounded down.</summary>
    /// <param name="time">How long.</param>
    /// <returns>Frames.</returns>
    public long FramesOf(TimeSpan time) => (long)(time.Ticks * (decimal)Rate / TimeSpan.TicksPerSecond);

    /// <summary>How long frames last.</summary>
    /// <param name="frames">How many.</param>
    /// <returns>The time.</returns>
    public TimeSpan DurationOf(long frames) => TimeSpan.FromTicks((long)(frames * (decimal)TimeSpan.TicksPerSecond / Rate));

    private static int BytesOf(PcmSampleFormat sample) => sample switch
    {
        PcmSampleFormat.Signed8 or PcmSampleFormat.Unsigned8 or PcmSampleFormat.MuLaw or PcmSampleFormat.ALaw => 1,
        PcmSampleFormat.Signed16 or PcmSampleFormat.Signed16BigEndian or PcmSampleFormat.Unsigned16 => 2,
        PcmSampleFormat.Signed24 or PcmSampleFormat.Signed24BigEndian => 3,
        PcmSampleFormat.Signed24In32 or PcmSampleFormat.Signed32 or PcmSampleFormat.Signed32BigEndian or PcmSampleFormat.FloatingPoint32 => 4,
        PcmSampleFormat.FloatingPoint64 => 8,
        _ => 0,
    };

    private static int CheckPositive(int value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"PcmFormat.{name}: it is not positive.");

    private static PcmSampleFormat CheckSample(PcmSampleFormat value) =>
        BytesOf(value) > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "PcmFormat.Sample: it is none of the values.");
}
