using Revoke.Drivers.Alsa;

namespace Revoke.Lab.Guest.Holders;

/// <summary>One use of a sound card.</summary>
internal abstract class HeldSound(string use)
{
    internal static readonly PcmFormat Stereo = new(48_000, 2);

    internal static readonly PcmOptions Near = new() { PeriodFrames = 480, BufferFrames = 1920, AllowNear = true, Recovery = PcmRecovery.All };

    private volatile bool _hasBegun;

    internal abstract RevokeScope Scope { get; }

    internal bool HasBegun => _hasBegun;

    internal string Use { get; } = use;

    internal static HeldSound Open(AlsaDriver alsa, string use, string pcm) => use switch
    {
        "write" => HeldPcm.Writer(use, alsa.OpenPlayback(pcm, Stereo, Near)),
        "async" => new HeldPcm(use, alsa.OpenPlayback(pcm, Stereo, Near), static (held, all) => all.StartTask(held.Use, held.WriteAsync)),
        "drain" => new HeldPcm(use, alsa.OpenPlayback(pcm, Stereo, Near with { PeriodFrames = 4800, BufferFrames = 48_000 }), static (held, all) => all.Start(held.Use, held.Drain)),
        "read" => HeldPcm.Reader(use, alsa.OpenCapture(pcm, Stereo, Near)),
        "poll" => new HeldPcm(use, alsa.OpenCapture(pcm, Stereo, Near), static (held, all) => all.Start(held.Use, held.Poll)),
        "ring" => new HeldRing(use, alsa.OpenPlayback(pcm, Stereo, Near with { MapsRing = true })),
        "control" => new HeldControl(use, alsa.OpenControl(pcm), alsa.OpenMixer(pcm), static (held, all) => all.Start(held.Use, held.Read)),
        "events" => new HeldControl(use, alsa.OpenControl(pcm), alsa.OpenMixer(pcm), static (held, all) => all.StartTask(held.Use, held.WatchAsync)),
        _ => throw new ArgumentException($"There is no use '{use}'.", nameof(use)),
    };

    internal abstract void Start(Held held);

    internal abstract void Touch(string label);

    /// <summary>Whether it moves something again, soon.</summary>
    internal bool GoesOn()
    {
        _hasBegun = false;
        return SpinWait.SpinUntil(() => _hasBegun, TimeSpan.FromSeconds(2));
    }

    protected void Begin() => _hasBegun = true;
}
