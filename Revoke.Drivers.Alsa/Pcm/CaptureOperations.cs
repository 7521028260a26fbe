using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>A PCM that records; started by the first read.</summary>
internal sealed unsafe class CaptureOperations(PcmSetup setup, PcmRecovery recovery) : PcmOperations(setup, recovery), IReadOperation
{
    protected override PollEvents Ready => PollEvents.In;

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            return Transfer(start, buffer.Length);
        }
    }

    protected override void Copy(byte* buffer, byte* ring, nuint length) => NativeMemory.Copy(ring, buffer, length);

    protected override nint Move(byte* buffer, nuint frames) => Setup.IsMapped ? Asound.snd_pcm_mmap_readi(Pcm, buffer, frames) : Asound.snd_pcm_readi(Pcm, buffer, frames);
}
