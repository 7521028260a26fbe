namespace Revoke.Interop;

/// <summary>Serial lines: requests and bits of ioctl_tty(2) and asm-generic/termbits.h.</summary>
internal static partial class Libc
{
    internal const nuint TCFLSH = 0x540B;
    internal const nuint TIOCEXCL = 0x540C;
    internal const nuint TIOCNXCL = 0x540D;
    internal const nuint TCGETS2 = 0x802C542A;
    internal const nuint TCSETS2 = 0x402C542B;

    internal const uint CSIZE = 0x30;
    internal const uint CS5 = 0;
    internal const uint CS6 = 0x10;
    internal const uint CS7 = 0x20;
    internal const uint CS8 = 0x30;
    internal const uint CSTOPB = 0x40;
    internal const uint CREAD = 0x80;
    internal const uint PARENB = 0x100;
    internal const uint PARODD = 0x200;
    internal const uint CLOCAL = 0x800;
    internal const uint CBAUD = 0x100F;
    internal const uint BOTHER = 0x1000;
    internal const int IBSHIFT = 16;
    internal const uint CRTSCTS = 0x80000000;

    internal const uint INPCK = 0x10;
    internal const uint IXON = 0x400;
    internal const uint IXOFF = 0x1000;

    internal const int VTIME = 5;
    internal const int VMIN = 6;
}
