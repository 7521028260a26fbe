namespace Revoke.Testing.Interop;

/// <summary>Requests of pty(7), ioctl_tty(2), and the major number of slaves, whose minor is the number of the pty; the calls are those of <see cref="Revoke.Interop.Libc"/>.</summary>
internal static class PtyLibc
{
    internal const nuint TIOCGPTN = 0x80045430;
    internal const nuint TIOCSPTLCK = 0x40045431;

    internal const int UNIX98_PTY_SLAVE_MAJOR = 136;
}
