using System.Runtime.InteropServices;
using System.Text;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary>What libasound would print to the error output, of this thread, while this lives: the reason, which its error number does not tell. The program's own handler comes back afterwards.</summary>
internal unsafe ref struct LibraryMessages : IDisposable
{
    private const int Longest = 512;

    [ThreadStatic]
    private static List<string>? s_messages;

    private readonly delegate* unmanaged<byte*, int, byte*, int, byte*, nint, void> _before;
    private readonly List<string>? _outer;

    private LibraryMessages(bool isListening)
    {
        _outer = s_messages;
        s_messages = [];
        _before = Asound.snd_lib_error_set_local(&OnError);
    }

    internal static LibraryMessages Listen() => new(isListening: true);

    /// <summary>All of them; empty if there were none.</summary>
    public override readonly string ToString() => string.Join(' ', s_messages ?? []);

    public readonly void Dispose()
    {
        s_messages = _outer;
        _ = Asound.snd_lib_error_set_local(_before);
    }

    [UnmanagedCallersOnly]
    private static void OnError(byte* file, int line, byte* function, int error, byte* format, nint arguments)
    {
        var text = stackalloc byte[Longest];
        var length = Asound.vsnprintf(text, Longest, format, arguments);
        if (length > 0)
        {
            s_messages?.Add(Encoding.UTF8.GetString(text, Math.Min(length, Longest - 1)) + (error != 0 ? $" ({Asound.Describe(Math.Abs(error))})." : "."));
        }
    }
}
