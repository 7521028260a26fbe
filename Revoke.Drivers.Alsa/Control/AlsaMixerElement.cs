using System.Globalization;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>An element of a mixer: a volume, a switch, or both, for playback, capture, or both. What it has is said as it was when it was looked up; its volumes and switches are asked for each time.</summary>
/// <remarks>Any thread may call any member at any time. An element that has one volume for both directions has it in each.</remarks>
public sealed partial class AlsaMixerElement
{
    private readonly AlsaMixer _mixer;

    /// <summary>Inside a question to the mixer.</summary>
    internal AlsaMixerElement(AlsaMixer mixer, nint element)
    {
        _mixer = mixer;
        unsafe
        {
            Name = CardReader.ToText(Asound.snd_mixer_selem_get_name(element));
        }

        Index = (int)Asound.snd_mixer_selem_get_index(element);
        var (playback, capture) = (new MixerSide(element, PcmDirection.Playback), new MixerSide(element, PcmDirection.Capture));
        (HasPlaybackVolume, HasPlaybackSwitch) = (playback.HasVolume, playback.HasSwitch);
        (HasCaptureVolume, HasCaptureSwitch) = (capture.HasVolume, capture.HasSwitch);
        PlaybackChannels = HasPlaybackVolume || HasPlaybackSwitch ? playback.ListChannels() : [];
        CaptureChannels = HasCaptureVolume || HasCaptureSwitch ? capture.ListChannels() : [];
        (PlaybackRange, CaptureRange) = (ReadRange(playback), ReadRange(capture));
        (PlaybackDecibels, CaptureDecibels) = (ReadDecibels(playback), ReadDecibels(capture));
    }

    /// <summary>What it is called: <c>Master</c>.</summary>
    public string Name { get; }

    /// <summary>Which one of that name.</summary>
    public int Index { get; }

    /// <summary>Whether it has a volume of what is played.</summary>
    public bool HasPlaybackVolume { get; }

    /// <summary>Whether it has a switch of what is played.</summary>
    public bool HasPlaybackSwitch { get; }

    /// <summary>Whether it has a volume of what is recorded.</summary>
    public bool HasCaptureVolume { get; }

    /// <summary>Whether it has a switch of what is recorded.</summary>
    public bool HasCaptureSwitch { get; }

    /// <summary>The channels of what is played; empty if it has nothing of that.</summary>
    public IReadOnlyList<MixerChannel> PlaybackChannels { get; }

    /// <summary>The channels of what is recorded; empty if it has nothing of that.</summary>
    public IReadOnlyList<MixerChannel> CaptureChannels { get; }

    /// <summary>The volumes of what is played that there can be; <see langword="null"/> if it has none.</summary>
    public MixerRange? PlaybackRange { get; }

    /// <summary>The volumes of what is recorded that there can be; <see langword="null"/> if it has none.</summary>
    public MixerRange? CaptureRange { get; }

    /// <summary>The same in decibels; <see langword="null"/> if the card does not say.</summary>
    public DecibelRange? PlaybackDecibels { get; }

    /// <summary>The same in decibels; <see langword="null"/> if the card does not say.</summary>
    public DecibelRange? CaptureDecibels { get; }

    /// <summary>Its name and index, for messages.</summary>
    /// <returns><c>Master,0</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name},{Index}");

    private static MixerRange? ReadRange(MixerSide side) => side.HasVolume && side.GetRange(out var minimum, out var maximum) >= 0 ? new MixerRange(minimum, maximum) : null;

    private static DecibelRange? ReadDecibels(MixerSide side) =>
        side.HasVolume && side.GetDecibelRange(out var minimum, out var maximum) >= 0 ? new DecibelRange(ToDecibels(minimum), ToDecibels(maximum)) : null;
}
