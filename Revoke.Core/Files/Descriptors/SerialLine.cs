using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>Puts a tty into raw mode at a rate, ioctl_tty(2), termios(3).</summary>
internal static unsafe class SerialLine
{
    internal static void Configure(int fd, SerialSettings settings, string name)
    {
        Termios2 line;
        if (Libc.ioctl(fd, Libc.TCGETS2, &line) < 0)
        {
            throw Errno.Last == Errno.ENOTTY
                ? new IOException($"'{name}' is not a serial line: it has no baud rate ({nameof(Errno.ENOTTY)})", Errno.ENOTTY)
                : Errno.ToException(Errno.Last, "TCGETS2", name);
        }

        Apply(ref line, settings);
        if (Libc.ioctl(fd, Libc.TCSETS2, &line) < 0)
        {
            throw Errno.ToException(Errno.Last, $"set {settings}", name);
        }
    }

    internal static bool IsTty(int fd)
    {
        Termios2 line;
        return Libc.ioctl(fd, Libc.TCGETS2, &line) == 0;
    }

    internal static void Apply(ref Termios2 line, SerialSettings settings)
    {
        line.c_iflag = settings.Parity == SerialParity.None ? 0 : Libc.INPCK;
        line.c_iflag |= settings.Handshake == SerialHandshake.XOnXOff ? Libc.IXON | Libc.IXOFF : 0;
        line.c_oflag = 0;
        line.c_lflag = 0;
        line.c_cflag &= ~(Libc.CSIZE | Libc.CSTOPB | Libc.PARENB | Libc.PARODD | Libc.CRTSCTS | Libc.CBAUD | (Libc.CBAUD << Libc.IBSHIFT));
        line.c_cflag |= Libc.CREAD | Libc.CLOCAL | Libc.BOTHER | (Libc.BOTHER << Libc.IBSHIFT);
        line.c_cflag |= settings.DataBits switch { 5 => Libc.CS5, 6 => Libc.CS6, 7 => Libc.CS7, _ => Libc.CS8 };
        line.c_cflag |= settings.StopBits == 2 ? Libc.CSTOPB : 0;
        line.c_cflag |= settings.Parity switch
        {
            SerialParity.Even => Libc.PARENB,
            SerialParity.Odd => Libc.PARENB | Libc.PARODD,
            _ => 0,
        };
        line.c_cflag |= settings.Handshake == SerialHandshake.RequestToSend ? Libc.CRTSCTS : 0;
        line.c_ispeed = line.c_ospeed = (uint)settings.BaudRate;

        // A read returns as soon as one byte is there.
        line.c_cc[Libc.VMIN] = 1;
        line.c_cc[Libc.VTIME] = 0;
    }
}
