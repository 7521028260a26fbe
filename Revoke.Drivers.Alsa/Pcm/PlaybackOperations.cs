using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>A PCM that plays.</summary>
internal sealed unsafe class PlaybackOperations(PcmSetup setup, PcmRecovery recovery) : PcmOperations(setup, recovery), IWriteOperation
{
    protected override PollEvents Ready => PollEvents.Out;

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            return Transfer(start, buffer.Length);
        }
    }

    protected override void Copy(byte* buffer, byte* ring, nuint length) => NativeMemory.Copy(buffer, ring, length);

    protected override nint Move(byte* buffer, nuint frames) => Setup.IsMapped ? Asound.snd_pcm_mmap_writei(Pcm, buffer, frames) : Asound.snd_pcm_writei(Pcm, buffer, frames);
}
