using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct pollfd</c>, poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int fd;
    public short events;
    public short revents;
}
