using System.Reflection;
using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary>libasound, ALSA's library (Debian <c>libasound2</c>), as its headers below <c>alsa/</c> declare it. Functions return negative error numbers.</summary>
internal static unsafe partial class Asound
{
    internal const string Library = "libasound.so.2";

    private static readonly Lazy<bool> s_isThere = new(static () => NativeLibrary.TryLoad(Library, Assembly.GetExecutingAssembly(), null, out _));

    internal static bool IsThere => s_isThere.Value;

    /// <summary>Says clearly what is missing.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    internal static void EnsureThere()
    {
        if (!IsThere)
        {
            throw new DllNotFoundException($"'{Library}' is missing: ALSA's library is not installed (Debian and Ubuntu: apt-get install libasound2).");
        }
    }

    /// <summary>The library's own text for an error number, which also knows its own numbers.</summary>
    internal static string Describe(int errno) => Marshal.PtrToStringUTF8((nint)snd_strerror(-errno)) ?? string.Empty;

    internal static string ReadVersion() => Marshal.PtrToStringUTF8((nint)snd_asoundlib_version()) ?? string.Empty;

    [LibraryImport(Library)]
    private static partial byte* snd_asoundlib_version();

    [LibraryImport(Library)]
    private static partial byte* snd_strerror(int error);

    /// <summary>Takes what would go to the error output while this thread is inside; null for the default. Returns the one before.</summary>
    [LibraryImport(Library)]
    internal static partial delegate* unmanaged<byte*, int, byte*, int, byte*, nint, void> snd_lib_error_set_local(delegate* unmanaged<byte*, int, byte*, int, byte*, nint, void> handler);

    /// <summary>Of libc; a <c>va_list</c> argument is an address on x86-64 and arm64.</summary>
    [LibraryImport("libc")]
    internal static partial int vsnprintf(byte* text, nuint size, byte* format, nint arguments);
}
