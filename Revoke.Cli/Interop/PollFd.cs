using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct pollfd</c>, poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    internal int fd;
    internal short events;
    internal short revents;
}
