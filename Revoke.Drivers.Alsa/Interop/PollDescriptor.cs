using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary><c>struct pollfd</c> of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    internal int fd;
    internal short events;
    internal short revents;
}
