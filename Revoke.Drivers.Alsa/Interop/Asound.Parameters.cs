using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <content>Hardware and software parameters.</content>
internal static unsafe partial class Asound
{
    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_hw_params_sizeof();

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_any(nint pcm, byte* parameters);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_access(nint pcm, byte* parameters, int access);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_format(nint pcm, byte* parameters, PcmSampleFormat format);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_format(nint pcm, byte* parameters, PcmSampleFormat format);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_channels_near(nint pcm, byte* parameters, ref uint channels);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_rate_near(nint pcm, byte* parameters, ref uint rate, int* direction);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_period_size_near(nint pcm, byte* parameters, ref nuint frames, int* direction);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_buffer_size_near(nint pcm, byte* parameters, ref nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_min(byte* parameters, out uint value);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_max(byte* parameters, out uint value);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_rate_min(byte* parameters, out uint value, int* direction);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_rate_max(byte* parameters, out uint value, int* direction);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_period_size(byte* parameters, out nuint frames, int* direction);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_buffer_size(byte* parameters, out nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_can_pause(byte* parameters);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_can_resume(byte* parameters);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params(nint pcm, byte* parameters);

    [LibraryImport(Library)]
    internal static partial nuint snd_pcm_sw_params_sizeof();

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_current(nint pcm, byte* parameters);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_start_threshold(nint pcm, byte* parameters, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_stop_threshold(nint pcm, byte* parameters, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_avail_min(nint pcm, byte* parameters, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_tstamp_mode(nint pcm, byte* parameters, int mode);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_tstamp_type(nint pcm, byte* parameters, int type);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params(nint pcm, byte* parameters);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_get_boundary(byte* parameters, out nuint frames);
}
