using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>What libasound has twice, for either direction, of an element of a mixer. Good while the mixer is neither closed nor told of events.</summary>
/// <param name="Element">The element, a <c>snd_mixer_elem_t</c>.</param>
/// <param name="Direction">The direction.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MixerSide(nint Element, PcmDirection Direction)
{
    private bool IsPlayback => Direction == PcmDirection.Playback;

    internal bool HasVolume => (IsPlayback ? Asound.snd_mixer_selem_has_playback_volume(Element) : Asound.snd_mixer_selem_has_capture_volume(Element)) != 0;

    internal bool HasSwitch => (IsPlayback ? Asound.snd_mixer_selem_has_playback_switch(Element) : Asound.snd_mixer_selem_has_capture_switch(Element)) != 0;

    internal bool Has(MixerChannel channel) => (IsPlayback ? Asound.snd_mixer_selem_has_playback_channel(Element, channel) : Asound.snd_mixer_selem_has_capture_channel(Element, channel)) != 0;

    internal IReadOnlyList<MixerChannel> ListChannels()
    {
        var channels = new List<MixerChannel>();
        for (var channel = MixerChannel.FrontLeft; channel <= (MixerChannel)Asound.SND_MIXER_SCHN_LAST; channel++)
        {
            if (Has(channel))
            {
                channels.Add(channel);
            }
        }

        return channels;
    }

    internal int GetRange(out nint minimum, out nint maximum) => IsPlayback
        ? Asound.snd_mixer_selem_get_playback_volume_range(Element, out minimum, out maximum)
        : Asound.snd_mixer_selem_get_capture_volume_range(Element, out minimum, out maximum);

    internal int GetDecibelRange(out nint minimum, out nint maximum) => IsPlayback
        ? Asound.snd_mixer_selem_get_playback_dB_range(Element, out minimum, out maximum)
        : Asound.snd_mixer_selem_get_capture_dB_range(Element, out minimum, out maximum);

    internal int GetVolume(MixerChannel channel, out nint volume) => IsPlayback
        ? Asound.snd_mixer_selem_get_playback_volume(Element, channel, out volume)
        : Asound.snd_mixer_selem_get_capture_volume(Element, channel, out volume);

    internal int SetVolume(MixerChannel channel, nint volume) => IsPlayback
        ? Asound.snd_mixer_selem_set_playback_volume(Element, channel, volume)
        : Asound.snd_mixer_selem_set_capture_volume(Element, channel, volume);

    internal int GetSwitch(MixerChannel channel, out int isOn) => IsPlayback
        ? Asound.snd_mixer_selem_get_playback_switch(Element, channel, out isOn)
        : Asound.snd_mixer_selem_get_capture_switch(Element, channel, out isOn);

    internal int SetSwitch(MixerChannel channel, int isOn) => IsPlayback
        ? Asound.snd_mixer_selem_set_playback_switch(Element, channel, isOn)
        : Asound.snd_mixer_selem_set_capture_switch(Element, channel, isOn);

    /// <summary>What a volume comes to, in hundredths of a decibel.</summary>
    internal int ToDecibels(nint volume, out nint hundredths) => IsPlayback
        ? Asound.snd_mixer_selem_ask_playback_vol_dB(Element, volume, out hundredths)
        : Asound.snd_mixer_selem_ask_capture_vol_dB(Element, volume, out hundredths);

    /// <summary>The volume that comes to so much, or the next one, downwards (-1) or upwards (1).</summary>
    internal int FromDecibels(nint hundredths, int rounding, out nint volume) => IsPlayback
        ? Asound.snd_mixer_selem_ask_playback_dB_vol(Element, hundredths, rounding, out volume)
        : Asound.snd_mixer_selem_ask_capture_dB_vol(Element, hundredths, rounding, out volume);
}
