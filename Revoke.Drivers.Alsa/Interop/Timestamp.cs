using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary><c>snd_htimestamp_t</c>, a <c>struct timespec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Timestamp
{
    internal nint tv_sec;
    internal nint tv_nsec;

    internal readonly TimeSpan ToTimeSpan() => TimeSpan.FromTicks((tv_sec * TimeSpan.TicksPerSecond) + (tv_nsec / 100));
}
