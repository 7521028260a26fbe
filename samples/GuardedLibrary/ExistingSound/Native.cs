using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace ExistingSound;

internal static partial class Native
{
    internal const int SND_PCM_STREAM_PLAYBACK = 0;
    internal const int SND_PCM_FORMAT_S16_LE = 2;
    internal const int SND_PCM_ACCESS_RW_INTERLEAVED = 3;
    private const string Library = "libasound.so.2";

    internal static int Check(int result) => result >= 0 ? result : throw new IOException(Marshal.PtrToStringUTF8(snd_strerror(result)), -result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_pcm_open(out PcmHandle pcm, string name, int stream, int mode);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_set_params(PcmHandle pcm, int format, int access, uint channels, uint rate, int softResample, uint latency);

    [LibraryImport(Library)]
    internal static partial nint snd_pcm_writei(PcmHandle pcm, ReadOnlySpan<short> buffer, nuint frames);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_drop(PcmHandle pcm);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_close(nint pcm);

    [LibraryImport(Library)]
    private static partial nint snd_strerror(int error);
}
