using Microsoft.Win32.SafeHandles;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>The two pages in which the kernel and the program tell each other how far they are (<c>sound/asound.h</c>), for what is asked at every transfer: some loads, where libasound is a few calls.</summary>
internal sealed unsafe class PcmPages : IDisposable
{
    // struct snd_pcm_mmap_status and struct snd_pcm_mmap_control, for 64 bits.
    private const int StateOffset = 0;
    private const int HardwareFramesOffset = 8;
    private const int ProgramFramesOffset = 0;

    private readonly nint _status;
    private readonly nint _control;
    private readonly nint _boundary;
    private readonly nint _buffer;
    private readonly bool _isPlayback;

    private PcmPages(nint status, nint control, PcmDirection direction, nint buffer, nint boundary)
    {
        (_status, _control, _buffer, _boundary) = (status, control, buffer, boundary);
        _isPlayback = direction == PcmDirection.Playback;
    }

    /// <summary>Maps and touches them; null where the kernel does not give both (not every processor, not every card), or the card is gone.</summary>
    /// <param name="pcm">The kernel's own descriptor.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="buffer">Frames in the ring buffer.</param>
    /// <param name="boundary">Where both begin to count again.</param>
    internal static PcmPages? TryMap(SafeFileHandle pcm, PcmDirection direction, nint buffer, nint boundary)
    {
        if (sizeof(nint) != sizeof(long) || !Libc.TryMapPage(pcm, AlsaPcm.StatusOffset, out var status))
        {
            return null;
        }

        if (Libc.TryMapPage(pcm, AlsaPcm.ControlOffset, out var control))
        {
            return new PcmPages(status, control, direction, buffer, boundary);
        }

        Libc.UnmapPage(status);
        return null;
    }

    /// <summary>Frames that can be moved; -1 if it does not run, or has just stopped.</summary>
    internal nint AvailableIfRunning()
    {
        if (Volatile.Read(ref *(int*)(_status + StateOffset)) != (int)PcmState.Running)
        {
            return -1;
        }

        var available = Volatile.Read(ref *(nint*)(_status + HardwareFramesOffset)) - *(nint*)(_control + ProgramFramesOffset) + (_isPlayback ? _buffer : 0);
        available += available < 0 ? _boundary : available >= _boundary ? -_boundary : 0;
        return available < _buffer ? available : -1;
    }

    public void Dispose()
    {
        Libc.UnmapPage(_status);
        Libc.UnmapPage(_control);
    }
}
