namespace Revoke.Drivers.Alsa;

/// <summary>The mapped ring buffer of a PCM. Pieces of it are begun, filled or read in place, and committed.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class PcmRing : IDisposable
{
    private readonly AlsaPcm _pcm;

    internal PcmRing(AlsaPcm pcm, RevocableMapping mapping)
    {
        _pcm = pcm;
        Mapping = mapping;
    }

    /// <summary>All of it.</summary>
    public RevocableMapping Mapping { get; }

    /// <summary>Sleeps until there are frames to write, or to read, and enters the piece of the ring buffer where they are.</summary>
    /// <param name="mostFrames">No more than that.</param>
    /// <returns>The piece, for a short stay; dispose it on this thread. It may be shorter, and ends at the latest with the ring buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostFrames"/> is not positive.</exception>
    /// <exception cref="ObjectDisposedException">The ring buffer or its PCM was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public PcmRegion Begin(int mostFrames = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostFrames);
        var area = _pcm.Begin(mostFrames);
        var frame = _pcm.Format.BytesPerFrame;
        return new PcmRegion(_pcm, area, Mapping.View((long)area.Offset * frame, area.Frames * frame));
    }

    /// <summary>Unmaps it; the PCM goes on. Waits for who is inside no longer than the scope's drain timeout. Idempotent.</summary>
    public void Dispose() => Mapping.Dispose();
}
