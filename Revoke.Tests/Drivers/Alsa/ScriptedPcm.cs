namespace Revoke.Tests.Drivers.Alsa;

/// <summary>
/// The one PCM that a test directs: <c>Native/scripted_pcm.c</c>, an external input/output plug-in of libasound, so that everything above the kernel is real. Its clock is the test: it plays, or records,
/// when it is told to. Two channels of 16 bits at 48 kHz. One can be open at a time; a new one counts from 0.
/// </summary>
internal sealed unsafe class ScriptedPcm
{
    /// <summary>Has one descriptor to poll.</summary>
    public const string Plain = "scriptedpcm";

    /// <summary>Has three, of which the last is rung.</summary>
    public const string Several = "scriptedpcmseveral";

    /// <summary>Has two, which are always ready, and which epoll refuses.</summary>
    public const string AlwaysReady = "scriptedpcmready";

    public ScriptedPcm()
    {
        ScriptedLibrary.Require();
        ScriptedLibrary.Call("scripted_pcm_reset");
    }

    public static int Opened => ScriptedLibrary.Count("scripted_pcm_opened");

    public static int Closed => ScriptedLibrary.Count("scripted_pcm_closed");

    /// <summary>How often somebody has asked what its readiness means.</summary>
    public static int Looks => ScriptedLibrary.Count("scripted_pcm_looks");

    /// <summary>What it has taken.</summary>
    public static byte[] Played
    {
        get
        {
            var bytes = new byte[1 << 20];
            fixed (byte* first = bytes)
            {
                return bytes[..((delegate* unmanaged<byte*, int, int>)ScriptedLibrary.Function("scripted_pcm_played"))(first, bytes.Length)];
            }
        }
    }

    /// <summary>So many frames are played, or have come.</summary>
    public static void Move(int frames) => ((delegate* unmanaged<int, void>)ScriptedLibrary.Function("scripted_pcm_move"))(frames);

    /// <summary>It runs out of frames, or of room.</summary>
    public static void Xrun() => ScriptedLibrary.Call("scripted_pcm_xrun");

    /// <summary>The hardware sleeps, and is not up yet so often when it is to resume; never, if that is negative.</summary>
    public static void Suspend(int refusals) => ((delegate* unmanaged<int, void>)ScriptedLibrary.Function("scripted_pcm_suspend"))(refusals);

    /// <summary>From now on it is ready all the time, whatever can be moved.</summary>
    public static void Stick() => ScriptedLibrary.Call("scripted_pcm_stick");

    /// <summary>The card goes: whoever waits is woken, whoever asks is answered ENODEV.</summary>
    public static void Unplug() => ScriptedLibrary.Call("scripted_pcm_unplug");
}
