using System.Runtime.InteropServices;
using Revoke.Interop;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class SerialTests
{
    [TestCase(9600)]
    [TestCase(115200)]
    [TestCase(31250)] // MIDI: no rate of termios(3) has this number
    public void Open_Serial_SetsRawModeAndRate(int rate)
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        using var file = scope.Open(pty.SlavePath, new RevocableFileOptions { Serial = new SerialSettings(rate) });

        var line = pty.Settings;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.c_ospeed, line.c_ispeed), Is.EqualTo(((uint)rate, (uint)rate)));
            Assert.That(line.c_lflag, Is.Zero, "No echo, no lines, no signals.");
            Assert.That(line.c_oflag, Is.Zero);
            Assert.That(line.c_iflag, Is.Zero);
            Assert.That(line.c_cflag & Libc.CSIZE, Is.EqualTo(Libc.CS8));
            Assert.That(line.c_cflag & (Libc.CREAD | Libc.CLOCAL), Is.EqualTo(Libc.CREAD | Libc.CLOCAL));
            Assert.That(line.c_cc[Libc.VMIN], Is.EqualTo(1));
            Assert.That(line.c_cc[Libc.VTIME], Is.Zero);
        }
    }

    [Test]
    public void Open_SerialOnDescriptor_SetsItToo()
    {
        using var pty = new Pty();
        using var slave = Descriptor.Open(pty.SlavePath, Native.O_RDWR);
        using var scope = new RevokeScope("line");
        using var file = scope.Open(slave, new RevocableFileOptions { Serial = new SerialSettings(1200) { Handshake = SerialHandshake.XOnXOff } });

        Assert.That(pty.Settings.c_ospeed, Is.EqualTo(1200));
        Assert.That(pty.Settings.c_iflag, Is.EqualTo(Libc.IXON | Libc.IXOFF));
    }

    [TestCase(SerialParity.None, 5, 1, SerialHandshake.None, 0u, 0u)]
    [TestCase(SerialParity.Even, 6, 2, SerialHandshake.None, Libc.CS6 | Libc.PARENB | Libc.CSTOPB, Libc.INPCK)]
    [TestCase(SerialParity.Odd, 7, 1, SerialHandshake.RequestToSend, Libc.CS7 | Libc.PARENB | Libc.PARODD | Libc.CRTSCTS, Libc.INPCK)]
    [TestCase(SerialParity.None, 8, 2, SerialHandshake.XOnXOff, Libc.CS8 | Libc.CSTOPB, Libc.IXON | Libc.IXOFF)]
    public void Apply_Settings_BecomeTheirBits(SerialParity parity, int bits, int stop, SerialHandshake handshake, uint control, uint input)
    {
        const uint Decided = Libc.CSIZE | Libc.CSTOPB | Libc.PARENB | Libc.PARODD | Libc.CRTSCTS;
        var line = default(Termios2);
        line.c_cflag = line.c_iflag = line.c_lflag = line.c_oflag = uint.MaxValue;

        Revoke.Files.SerialLine.Apply(ref line, new SerialSettings(9600, bits) { Parity = parity, StopBits = stop, Handshake = handshake });

        Assert.That((line.c_cflag & Decided, line.c_iflag), Is.EqualTo((control, input)));
    }

    [Test]
    public async Task Open_Serial_PassesBytesUntranslated()
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        using var stream = scope.OpenStream(pty.SlavePath, new RevocableFileOptions { Serial = new SerialSettings(9600) });
        byte[] nasty = [3, 4, 10, 13, 17, 19, 26, 127, 255, 0];

        pty.Master.Write(nasty);
        var buffer = new byte[nasty.Length];
        await stream.ReadExactlyAsync(buffer, Limit.Token);
        Assert.That(buffer, Is.EqualTo(nasty));

        await stream.WriteAsync("\n"u8.ToArray(), Limit.Token);
        Assert.That(pty.Master.Read(), Is.EqualTo("\n"), "No carriage return is added.");
    }

    [TestCase("/dev/null")]
    [TestCase("/dev/zero")]
    public void Open_SerialOfWhatIsNoLine_IsEnottyAndLeavesNothingOpen(string path)
    {
        using var scope = new RevokeScope("line");
        var before = OpenDescriptors.Capture(path);

        var exception = Assert.Throws<IOException>(() => scope.Open(path, new RevocableFileOptions { Serial = new SerialSettings(9600) }))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.ENOTTY));
        Assert.That(exception.Message, Does.Contain(path).And.Contain("serial"));
        Assert.That(OpenDescriptors.Capture(path).OpenedSince(before), Is.Empty);
    }

    [Test]
    public void Open_ExclusiveTwice_SecondIsEbusy()
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        var options = new RevocableFileOptions { Exclusive = true };
        var first = scope.Open(pty.SlavePath, options);
        var before = OpenDescriptors.Capture(pty.SlavePath);

        var exception = Assert.Throws<IOException>(() => scope.Open(pty.SlavePath, options))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.EBUSY));
        Assert.That(exception.Message, Does.Contain(pty.SlavePath));
        Assert.That(OpenDescriptors.Capture(pty.SlavePath).OpenedSince(before), Is.Empty);
        first.Dispose();
        Assert.DoesNotThrow(() => scope.Open(pty.SlavePath, options), "The claim ends with the file.");
    }

    [Test]
    public void Open_ExclusiveTty_ClaimsItAndDisposeGivesItBack()
    {
        using var pty = new Pty();
        using var other = Descriptor.Open(pty.SlavePath, Native.O_RDWR | Native.O_NONBLOCK);
        using var scope = new RevokeScope("line");
        using (scope.Open(pty.SlavePath, new RevocableFileOptions { Exclusive = true }))
        {
            Assert.That(IsExclusive(other), Is.True);
        }

        Assert.That(IsExclusive(other), Is.False, "Others could not open it any more.");
    }

    [Test]
    public void Open_ExclusiveCreateOfWhatIsThere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "x");
        using var scope = new RevokeScope("create");

        Assert.That(Assert.Throws<IOException>(() => scope.Open(folder["f"], new RevocableFileOptions { Create = true, Exclusive = true }))!.HResult, Is.EqualTo(17)); // EEXIST
        using var made = scope.Open(folder["g"], new RevocableFileOptions { Create = true, Exclusive = true });
        Assert.That(File.Exists(folder["g"]), Is.True);
    }

    [Test]
    public void SerialSettings_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new SerialSettings(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new SerialSettings(9600, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new SerialSettings(9600, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new SerialSettings(9600) { StopBits = 3 });
    }

    [Test]
    public void Open_Path_NeverBecomesTheControllingTty()
    {
        using var pty = new Pty();
        var before = File.ReadAllText("/proc/self/stat").Split(' ')[6];
        using var scope = new RevokeScope("line");
        using var file = scope.Open(pty.SlavePath);

        Assert.That(File.ReadAllText("/proc/self/stat").Split(' ')[6], Is.EqualTo(before));
    }

    private static bool IsExclusive(Descriptor tty)
    {
        Span<byte> exclusive = stackalloc byte[sizeof(int)];
        Descriptor.Check(Native.ioctl(tty.Number, Native.TIOCGEXCL, ref MemoryMarshal.GetReference(exclusive)), "TIOCGEXCL");
        return MemoryMarshal.Read<int>(exclusive) != 0;
    }
}
