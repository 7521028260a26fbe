using System.Diagnostics.CodeAnalysis;

namespace Revoke.Drivers.Alsa;

/// <summary>A piece of the ring buffer, as long as the program is inside.</summary>
public readonly ref struct PcmRegion
{
    private readonly AlsaPcm _pcm;
    private readonly PcmArea _area;
    private readonly MappingView _view;

    internal PcmRegion(AlsaPcm pcm, PcmArea area, MappingView view)
    {
        _pcm = pcm;
        _area = area;
        _view = view;
    }

    /// <summary>How many frames it has.</summary>
    public int Frames => _area.Frames;

    /// <summary>The frames.</summary>
    /// <exception cref="ObjectDisposedException">The stay is over.</exception>
    [UnscopedRef]
    public Span<byte> Bytes => _view.WritableSpan;

    /// <summary>Whether the card is gone, so that what is here is silence. Cheap.</summary>
    public bool IsRevoked => _view.IsRevoked;

    /// <summary>
    /// Tells the card that frames were written, or read. A PCM that plays starts when <see cref="PcmOptions.StartThreshold"/> is reached. After an xrun that <see cref="PcmOptions.Recovery"/> gets over
    /// they are lost with what is in the buffer; <see cref="AlsaPcm.XrunCount"/> tells.
    /// </summary>
    /// <param name="frames">How many, from the beginning of the piece.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is negative, or more than there are.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep: they are not heard.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void Commit(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Frames);
        if (frames > 0)
        {
            _pcm.Commit(_area with { Frames = frames });
        }
    }

    /// <summary>Leaves it. What was not committed is not moved.</summary>
    public void Dispose() => _view.Dispose();
}
