using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <content>Cards and what they have.</content>
internal static unsafe partial class Asound
{
    internal const int SND_PCM_NONBLOCK = 1;
    internal const int SND_CTL_NONBLOCK = 1;

    /// <summary>The number after this one of a card, from -1 for the first; -1 after the last.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_card_next(ref int card);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_ctl_open(out nint control, string name, int mode);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_close(nint control);

    [LibraryImport(Library)]
    internal static partial nuint snd_ctl_card_info_sizeof();

    [LibraryImport(Library)]
    internal static partial int snd_ctl_card_info(nint control, byte* info);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_card_info_get_card(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_id(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_driver(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_name(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_longname(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_mixername(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_card_info_get_components(byte* info);

    /// <summary>The number after this one of a PCM device, from -1 for the first; -1 after the last.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_ctl_pcm_next_device(nint control, ref int device);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_pcm_info(nint control, byte* info);

    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_info_sizeof();

    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_device(byte* info, uint device);

    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_subdevice(byte* info, uint subdevice);

    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_stream(byte* info, PcmDirection stream);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_info_get_card(byte* info);

    [LibraryImport(Library)]
    internal static partial uint snd_pcm_info_get_device(byte* info);

    [LibraryImport(Library)]
    internal static partial uint snd_pcm_info_get_subdevice(byte* info);

    [LibraryImport(Library)]
    internal static partial uint snd_pcm_info_get_subdevices_count(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_pcm_info_get_id(byte* info);

    [LibraryImport(Library)]
    internal static partial byte* snd_pcm_info_get_name(byte* info);
}
