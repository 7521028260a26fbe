using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <content>Opening PCMs.</content>
public sealed partial class AlsaDriver
{
    /// <summary>Opens a PCM that plays, sets it up, and follows its card.</summary>
    /// <param name="name">What libasound calls it: <c>default</c>, <c>hw:CARD=Headset</c>, <c>plughw:0</c>, <c>null</c>, <c>file:/tmp/out.wav,wav</c>.</param>
    /// <param name="format">What is to be played.</param>
    /// <param name="options">How it is set up; <see langword="null"/> for the defaults.</param>
    /// <returns>The PCM, on a scope of its own, prepared.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="FileNotFoundException">There is no such PCM, or no such card, or it went while it was opened.</exception>
    /// <exception cref="NotSupportedException">It does not have this format, period or buffer; the message says what it has.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: somebody else has it (EBUSY).</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public AlsaPcm OpenPlayback(string name, PcmFormat format, PcmOptions? options = null) => OpenPcm(name, PcmDirection.Playback, format, options);

    /// <summary>Opens a PCM that records, sets it up, and follows its card. It starts with the first read.</summary>
    /// <param name="name">What libasound calls it: <c>default</c>, <c>hw:CARD=Headset</c>, <c>plughw:0</c>, <c>null</c>.</param>
    /// <param name="format">What is to be recorded.</param>
    /// <param name="options">How it is set up; <see langword="null"/> for the defaults.</param>
    /// <returns>The PCM, on a scope of its own, prepared.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="FileNotFoundException">There is no such PCM, or no such card, or it went while it was opened.</exception>
    /// <exception cref="NotSupportedException">It does not have this format, period or buffer; the message says what it has.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: somebody else has it (EBUSY).</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public AlsaPcm OpenCapture(string name, PcmFormat format, PcmOptions? options = null) => OpenPcm(name, PcmDirection.Capture, format, options);

    private AlsaPcm OpenPcm(string name, PcmDirection direction, PcmFormat format, PcmOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(format);
        _monitor.ThrowIfDisposed();
        Asound.EnsureThere();
        options ??= new PcmOptions();
        var pcm = PcmOpener.Open(name, direction);
        RevokeScope? scope = null;
        PcmSetup? setup = null;
        AlsaPcm? opened = null;
        try
        {
            scope = FollowCard(PcmOpener.CardOf(pcm, name), name, out var card);
            setup = PcmOpener.SetUp(pcm, name, direction, format, options, Monitor.Options.ScopeOptions.TimeProvider);

            // Still connected: so the card's number was its own all the time, and what is followed is its device.
            if (Asound.snd_pcm_state(pcm) == PcmState.Disconnected)
            {
                throw new FileNotFoundException($"'{name}' went while it was opened.", name);
            }

            return opened = AlsaPcm.Create(scope, card, direction, setup, options);
        }
        catch (RevokedException exception)
        {
            throw new FileNotFoundException($"'{name}' went while it was opened.", name, exception);
        }
        finally
        {
            if (opened is null)
            {
                setup?.Dispose();
                if (setup is null)
                {
                    _ = Asound.snd_pcm_close(pcm);
                }

                scope?.Dispose();
            }
        }
    }
}
