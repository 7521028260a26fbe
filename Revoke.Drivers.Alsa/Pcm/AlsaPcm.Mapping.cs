using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa;

/// <content>Mappings.</content>
public sealed partial class AlsaPcm
{
    // enum of include/uapi/sound/asound.h, with the layouts for 64 bits.
    internal const long StatusOffset = 0x80000000;
    internal const long ControlOffset = 0x81000000;

    /// <summary>Maps the ring buffer, for frames without a copy. Every page is touched now, so that none has to be supplied by a card that is going. When the card goes, it reads as silence, and what is written to it is heard by nobody.</summary>
    /// <returns>The ring buffer.</returns>
    /// <exception cref="NotSupportedException">It is not a <c>hw:</c> PCM, behind which there is one descriptor that is the kernel's own.</exception>
    /// <exception cref="InvalidOperationException">It was not opened with <see cref="PcmOptions.MapsRing"/>.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">The kernel does not map it.</exception>
    public PcmRing MapRing()
    {
        if (!_operations.Setup.MapsRing)
        {
            throw new InvalidOperationException($"'{Name}' was opened without PcmOptions.MapsRing.");
        }

        var length = BufferFrames * Format.BytesPerFrame;
        var mapping = Map(0, length, FileAccess.ReadWrite, AfterRevoke.Zeros);
        try
        {
            mapping.Populate(0, length, forWriting: true);
        }
        catch (BusErrorException exception)
        {
            mapping.Dispose();
            throw exception.InnerException as RevokedException ?? (Exception)exception;
        }

        return new PcmRing(this, mapping);
    }

    /// <summary>Maps the page in which the kernel says how far it is: <c>struct snd_pcm_mmap_status</c> of <c>sound/asound.h</c>, with the state at byte 0 and the frames moved at byte 8. For reading only.</summary>
    /// <returns>The mapping; all ones when the card is gone.</returns>
    /// <exception cref="NotSupportedException">It is not a <c>hw:</c> PCM.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">The kernel does not give it on this kind of processor (ENXIO).</exception>
    public RevocableMapping MapStatus() => Map(StatusOffset, Environment.SystemPageSize, FileAccess.Read, AfterRevoke.Ones);

    /// <summary>Maps the page in which the program says how far it is: <c>struct snd_pcm_mmap_control</c> of <c>sound/asound.h</c>, with the frames moved at byte 0. libasound writes to it, too.</summary>
    /// <returns>The mapping; all ones when the card is gone.</returns>
    /// <exception cref="NotSupportedException">It is not a <c>hw:</c> PCM.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">The kernel does not give it on this kind of processor (ENXIO).</exception>
    public RevocableMapping MapControl() => Map(ControlOffset, Environment.SystemPageSize, FileAccess.ReadWrite, AfterRevoke.Ones);

    /// <summary>Sleeps until there is a piece of the ring buffer to write to, or to read from.</summary>
    internal PcmArea Begin(int mostFrames)
    {
        var area = new PcmArea(0, mostFrames);
        Ask(PcmRequest.Begin, MemoryMarshal.AsBytes(new Span<PcmArea>(ref area)));
        return area;
    }

    internal void Commit(PcmArea area) => Ask(PcmRequest.Commit, MemoryMarshal.AsBytes(new Span<PcmArea>(ref area)));

    private RevocableMapping Map(long offset, int length, FileAccess access, AfterRevoke after)
    {
        ThrowIfDisposed();
        if (!_operations.Setup.IsHardware)
        {
            throw new NotSupportedException($"'{Name}' is made up by libasound: only the memory of a hw: PCM can be mapped.");
        }

        using var use = Scope.Enter();  // so long the descriptor is open
        return Scope.Map(_operations.Setup.Waits.First, new MappingOptions { Access = access, Offset = offset, Length = length, IsDeviceMemory = true, AfterRevoke = after });
    }
}
