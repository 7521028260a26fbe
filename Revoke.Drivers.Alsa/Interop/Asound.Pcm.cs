using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <content>PCMs. Frames are <c>snd_pcm_uframes_t</c>, an unsigned long.</content>
internal static unsafe partial class Asound
{
    internal const int SND_PCM_ACCESS_MMAP_INTERLEAVED = 0;
    internal const int SND_PCM_ACCESS_RW_INTERLEAVED = 3;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_pcm_open(out nint pcm, string name, PcmDirection stream, int mode);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_close(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_nonblock(nint pcm, int isOn);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_type(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_info(nint pcm, byte* info);

    [LibraryImport(Library)]
    internal static partial PcmState snd_pcm_state(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_prepare(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_start(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_drop(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_drain(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_pause(nint pcm, int enable);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_resume(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_delay(nint pcm, out nint delay);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hwsync(nint pcm);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_avail(nint pcm);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_avail_update(nint pcm);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_writei(nint pcm, byte* buffer, nuint frames);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_readi(nint pcm, byte* buffer, nuint frames);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_mmap_writei(nint pcm, byte* buffer, nuint frames);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_mmap_readi(nint pcm, byte* buffer, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_mmap_begin(nint pcm, out nint areas, out nuint offset, ref nuint frames);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_mmap_commit(nint pcm, nuint offset, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_poll_descriptors_count(nint pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_poll_descriptors(nint pcm, PollDescriptor* descriptors, uint space);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_poll_descriptors_revents(nint pcm, PollDescriptor* descriptors, uint count, out ushort events);

    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_status_sizeof();

    [LibraryImport(Library)]
    internal static partial int snd_pcm_status(nint pcm, byte* status);

    [LibraryImport(Library)]
    internal static partial PcmState snd_pcm_status_get_state(byte* status);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_status_get_delay(byte* status);

    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_status_get_avail(byte* status);

    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_status_get_avail_max(byte* status);

    [LibraryImport(Library)]
    internal static partial void snd_pcm_status_get_htstamp(byte* status, out Timestamp time);

    [LibraryImport(Library)]
    internal static partial void snd_pcm_status_get_trigger_htstamp(byte* status, out Timestamp time);
}
