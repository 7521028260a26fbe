using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary><c>snd_pcm_channel_area_t</c>: where the samples of a channel are. Of interleaved frames that of the first channel is where the frames are.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ChannelArea
{
    internal nint addr;
    internal uint first;    // bits
    internal uint step;     // bits
}
