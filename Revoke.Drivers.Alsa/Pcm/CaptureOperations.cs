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

    protected override nint Move(byte* buffer, nuint frames) => Setup.MapsRing ? Asound.snd_pcm_mmap_readi(Pcm, buffer, frames) : Asound.snd_pcm_readi(Pcm, buffer, frames);
}
