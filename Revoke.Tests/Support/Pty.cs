using System.Globalization;
using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Tests.Support;

/// <summary>A pseudo terminal: the slave is the serial line, the master its other side, whose going is an unplug.</summary>
internal sealed class Pty : IDisposable
{
    public Pty(int masterFlags = 0)
    {
        Master = new Descriptor(Descriptor.Check(Native.posix_openpt(Native.O_RDWR | Native.O_NOCTTY | Native.O_CLOEXEC | masterFlags), "posix_openpt"));
        Descriptor.Check(Native.grantpt(Master.Number), "grantpt");
        Descriptor.Check(Native.unlockpt(Master.Number), "unlockpt");
        Span<byte> number = stackalloc byte[sizeof(int)];
        Descriptor.Check(Native.ioctl(Master.Number, Native.TIOCGPTN, ref MemoryMarshal.GetReference(number)), "TIOCGPTN");
        SlavePath = "/dev/pts/" + MemoryMarshal.Read<int>(number).ToString(CultureInfo.InvariantCulture);
    }

    public Descriptor Master { get; }

    public string SlavePath { get; }

    /// <summary>What the line is set to, as another process sees it.</summary>
    public Termios2 Settings
    {
        get
        {
            using var slave = Descriptor.Open(SlavePath, Native.O_RDWR | Native.O_NONBLOCK);
            Span<byte> settings = stackalloc byte[Marshal.SizeOf<Termios2>()];
            Descriptor.Check(Native.ioctl(slave.Number, Libc.TCGETS2, ref MemoryMarshal.GetReference(settings)), "TCGETS2");
            return MemoryMarshal.Read<Termios2>(settings);
        }
    }

    /// <summary>The other side goes.</summary>
    public void Unplug() => Master.Dispose();

    public void Dispose() => Master.Dispose();
}
