using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa;

/// <summary>A piece of the ring buffer, in frames.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PcmArea(int Offset, int Frames);
