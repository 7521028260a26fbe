using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>Opens PCMs and agrees with them on the parameters. What fails names the PCM, what was asked for and what there is.</summary>
internal static unsafe class PcmOpener
{
    private const int PeriodsPerBuffer = 4;
    private const int TimestampsOn = 1;
    private const int TimestampsMonotonic = 1;
    private const int Hardware = 0;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(10);

    /// <summary>Opens it, for not blocking; the caller closes.</summary>
    internal static nint Open(string name, PcmDirection direction)
    {
        using var said = LibraryMessages.Listen();
        var result = Asound.snd_pcm_open(out var pcm, name, direction, Asound.SND_PCM_NONBLOCK);
        if (result < 0)
        {
            throw AlsaErrors.ToException(-result, $"open for {direction.ToString().ToLowerInvariant()}", name, said.ToString());
        }

        // Once more: an external plug-in (pcm_ioplug.c) does not look at how it was opened, and would sleep in a drain.
        _ = Asound.snd_pcm_nonblock(pcm, 1);
        return pcm;
    }

    /// <summary>The number of its card; -1 if it has none.</summary>
    internal static int CardOf(nint pcm, string name)
    {
        var info = stackalloc byte[(int)Asound.snd_pcm_info_sizeof()];
        _ = AlsaErrors.Check(Asound.snd_pcm_info(pcm, info), "describe", name);
        return Asound.snd_pcm_info_get_card(info);
    }

    /// <summary>Sets it up. Takes it over if it returns.</summary>
    internal static PcmSetup SetUp(nint pcm, string name, PcmDirection direction, PcmFormat format, PcmOptions options, TimeProvider time)
    {
        using var said = LibraryMessages.Listen();
        var size = (int)Asound.snd_pcm_hw_params_sizeof();
        var hardware = stackalloc byte[size];
        new Span<byte>(hardware, size).Clear();
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_any(pcm, hardware), "look at the parameters of", name);
        var isHardware = Asound.snd_pcm_type(pcm) == Hardware;
        var isMapped = (options.MapsRing || isHardware) && Asound.snd_pcm_hw_params_set_access(pcm, hardware, Asound.SND_PCM_ACCESS_MMAP_INTERLEAVED) >= 0;
        if (!isMapped && (options.MapsRing || Asound.snd_pcm_hw_params_set_access(pcm, hardware, Asound.SND_PCM_ACCESS_RW_INTERLEAVED) < 0))
        {
            throw new NotSupportedException($"'{name}' has no interleaved frames{(options.MapsRing ? " that can be mapped" : "")}.");
        }

        if (Asound.snd_pcm_hw_params_set_format(pcm, hardware, format.Sample) < 0)
        {
            throw new NotSupportedException($"'{name}' does not take samples of {format.Sample}; it takes {string.Join(", ", Enum.GetValues<PcmSampleFormat>().Where(other => Takes(pcm, hardware, other)))}.");
        }

        var granted = format with { Channels = SetChannels(pcm, hardware, name, format.Channels, options), Rate = SetRate(pcm, hardware, name, format.Rate, options) };
        var period = SetPeriod(pcm, hardware, name, granted, options);
        var buffer = SetBuffer(pcm, hardware, name, period, options);
        var result = Asound.snd_pcm_hw_params(pcm, hardware);
        if (result < 0)
        {
            throw AlsaErrors.ToException(-result, $"set up {granted} of", name, said.ToString());
        }

        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_get_period_size(hardware, out var periodFrames, null), "read the period of", name);
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_get_buffer_size(hardware, out var bufferFrames), "read the buffer of", name);
        var threshold = direction == PcmDirection.Capture ? 1 : options.StartThreshold ?? (int)(bufferFrames / periodFrames * periodFrames);
        var boundary = SetSoftware(pcm, name, (nuint)threshold, periodFrames);
        if (isMapped && isHardware)
        {
            TouchRing(pcm, name, (int)bufferFrames * granted.BytesPerFrame);
        }

        var waits = CreateWaits(pcm, name, time);
        return new PcmSetup
        {
            Pcm = pcm,
            Name = name,
            Format = granted,
            BytesPerFrame = granted.BytesPerFrame,
            PeriodFrames = (int)periodFrames,
            BufferFrames = (int)bufferFrames,
            StartThreshold = threshold,
            CanPause = Asound.snd_pcm_hw_params_can_pause(hardware) != 0,
            CanResume = Asound.snd_pcm_hw_params_can_resume(hardware) != 0,
            MapsRing = options.MapsRing,
            IsMapped = isMapped,
            IsHardware = isHardware,
            Waits = waits,
            Pages = isHardware ? PcmPages.TryMap(waits.First, direction, (nint)bufferFrames, (nint)boundary) : null,
        };
    }

    private static bool Takes(nint pcm, byte* hardware, PcmSampleFormat format) => Asound.snd_pcm_hw_params_test_format(pcm, hardware, format) >= 0;

    private static int SetChannels(nint pcm, byte* hardware, string name, int wanted, PcmOptions options)
    {
        var granted = (uint)wanted;
        _ = Asound.snd_pcm_hw_params_get_channels_min(hardware, out var least);
        _ = Asound.snd_pcm_hw_params_get_channels_max(hardware, out var most);
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_set_channels_near(pcm, hardware, ref granted), "set the channels of", name);
        return CheckNear(name, "channels", wanted, (int)granted, options, $"{least} to {most}");
    }

    private static int SetRate(nint pcm, byte* hardware, string name, int wanted, PcmOptions options)
    {
        var granted = (uint)wanted;
        _ = Asound.snd_pcm_hw_params_get_rate_min(hardware, out var least, null);
        _ = Asound.snd_pcm_hw_params_get_rate_max(hardware, out var most, null);
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_set_rate_near(pcm, hardware, ref granted, null), "set the rate of", name);
        return CheckNear(name, "Hz", wanted, (int)granted, options, $"{least} to {most}");
    }

    private static int SetPeriod(nint pcm, byte* hardware, string name, PcmFormat format, PcmOptions options)
    {
        var granted = (nuint)(options.PeriodFrames ?? (int)Math.Max(1, format.FramesOf(s_period)));
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_set_period_size_near(pcm, hardware, ref granted, null), "set the period of", name);
        return CheckNear(name, "frames in a period", options.PeriodFrames, (int)granted, options);
    }

    private static int SetBuffer(nint pcm, byte* hardware, string name, int period, PcmOptions options)
    {
        var granted = (nuint)(options.BufferFrames ?? period * PeriodsPerBuffer);
        _ = AlsaErrors.Check(Asound.snd_pcm_hw_params_set_buffer_size_near(pcm, hardware, ref granted), "set the buffer of", name);
        return CheckNear(name, "frames in the buffer", options.BufferFrames, (int)granted, options);
    }

    private static int CheckNear(string name, string what, int? wanted, int granted, PcmOptions options, string? range = null) =>
        wanted is null || wanted == granted || options.AllowNear ? granted
            : throw new NotSupportedException($"'{name}' does not have {wanted} {what}, the nearest is {granted}{(range is null ? "" : $" of {range}")}. PcmOptions.AllowNear takes it.");

    private static nuint SetSoftware(nint pcm, string name, nuint threshold, nuint period)
    {
        var size = (int)Asound.snd_pcm_sw_params_sizeof();
        var software = stackalloc byte[size];
        new Span<byte>(software, size).Clear();
        _ = AlsaErrors.Check(Asound.snd_pcm_sw_params_current(pcm, software), "look at the parameters of", name);
        _ = AlsaErrors.Check(Asound.snd_pcm_sw_params_set_start_threshold(pcm, software, threshold), "set the start of", name);
        _ = AlsaErrors.Check(Asound.snd_pcm_sw_params_set_avail_min(pcm, software, period), "set the wake-up of", name);
        _ = Asound.snd_pcm_sw_params_set_tstamp_mode(pcm, software, TimestampsOn);
        _ = Asound.snd_pcm_sw_params_set_tstamp_type(pcm, software, TimestampsMonotonic);
        _ = AlsaErrors.Check(Asound.snd_pcm_sw_params(pcm, software), "set up", name);
        _ = AlsaErrors.Check(Asound.snd_pcm_sw_params_get_boundary(software, out var boundary), "read the boundary of", name);
        return boundary;
    }

    /// <summary>Every page of what libasound has mapped now, so that none has to be supplied by a card that is going.</summary>
    private static void TouchRing(nint pcm, string name, int length)
    {
        nuint frames = 1;
        _ = AlsaErrors.Check(Asound.snd_pcm_mmap_begin(pcm, out var areas, out _, ref frames), "find the ring buffer of", name);
        if (!Libc.TryPopulate(((ChannelArea*)areas)->addr, length))
        {
            throw new FileNotFoundException($"'{name}' went while it was opened.", name);
        }
    }

    private static PcmWaits CreateWaits(nint pcm, string name, TimeProvider time)
    {
        var descriptors = new PollDescriptor[AlsaErrors.Check(Asound.snd_pcm_poll_descriptors_count(pcm), "count what to poll of", name)];
        fixed (PollDescriptor* first = descriptors)
        {
            var count = AlsaErrors.Check(Asound.snd_pcm_poll_descriptors(pcm, first, (uint)descriptors.Length), "find what to poll of", name);
            return new PcmWaits(descriptors[..count], name, time) { NeedsTranslation = Asound.snd_pcm_type(pcm) != Hardware };
        }
    }
}
