using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <content>The simple mixer. Volumes and decibels, which are hundredths, are long.</content>
internal static unsafe partial class Asound
{
    internal const int SND_MIXER_SCHN_LAST = 31;

    /// <summary>In place of decibels: nothing is heard.</summary>
    internal const int SND_CTL_TLV_DB_GAIN_MUTE = -9999999;

    [LibraryImport(Library)]
    internal static partial int snd_hctl_open_ctl(out nint high, nint control);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_open(out nint mixer, int mode);

    /// <summary>Closes the mixer, and the controls that are attached to it.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_mixer_close(nint mixer);

    /// <summary>Makes the control non-blocking, and closes it if it fails.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_mixer_attach_hctl(nint mixer, nint high);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_register(nint mixer, void* options, void* registered);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_load(nint mixer);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_handle_events(nint mixer);

    [LibraryImport(Library)]
    internal static partial nint snd_mixer_first_elem(nint mixer);

    [LibraryImport(Library)]
    internal static partial nint snd_mixer_elem_next(nint element);

    [LibraryImport(Library)]
    internal static partial nuint snd_mixer_selem_id_sizeof();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void snd_mixer_selem_id_set_name(byte* id, string name);

    [LibraryImport(Library)]
    internal static partial void snd_mixer_selem_id_set_index(byte* id, uint index);

    [LibraryImport(Library)]
    internal static partial nint snd_mixer_find_selem(nint mixer, byte* id);

    [LibraryImport(Library)]
    internal static partial byte* snd_mixer_selem_get_name(nint element);

    [LibraryImport(Library)]
    internal static partial uint snd_mixer_selem_get_index(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_is_active(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_channel(nint element, MixerChannel channel);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_capture_channel(nint element, MixerChannel channel);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_volume(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_capture_volume(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_switch(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_capture_switch(nint element);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_volume_range(nint element, out nint minimum, out nint maximum);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_capture_volume_range(nint element, out nint minimum, out nint maximum);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_dB_range(nint element, out nint minimum, out nint maximum);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_capture_dB_range(nint element, out nint minimum, out nint maximum);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_volume(nint element, MixerChannel channel, out nint value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_capture_volume(nint element, MixerChannel channel, out nint value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_playback_volume(nint element, MixerChannel channel, nint value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_capture_volume(nint element, MixerChannel channel, nint value);

    /// <summary>What a volume comes to.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_ask_playback_vol_dB(nint element, nint value, out nint decibels);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_ask_capture_vol_dB(nint element, nint value, out nint decibels);

    /// <summary>The volume that comes to so much, or the next one, downwards (-1) or upwards (1).</summary>
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_ask_playback_dB_vol(nint element, nint decibels, int direction, out nint value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_ask_capture_dB_vol(nint element, nint decibels, int direction, out nint value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_switch(nint element, MixerChannel channel, out int value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_capture_switch(nint element, MixerChannel channel, out int value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_playback_switch(nint element, MixerChannel channel, int value);

    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_capture_switch(nint element, MixerChannel channel, int value);
}
