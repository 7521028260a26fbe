using System.Globalization;
using Revoke.Errors;
using Revoke.Files;
using Revoke.Interop;
using Revoke.Testing.Interop;

namespace Revoke.Testing;

/// <summary>
/// What is behind the node of a fake device while it is plugged in: a pty, raw and without echo. The master is the device's side; a slave
/// is held too, so that the line keeps its settings and its bytes while nobody has it open. Nothing here waits, but for <see cref="HangUp"/>.
/// </summary>
internal sealed unsafe class FakeLine : IDisposable
{
    /// <summary>
    /// How much is written at a time, and not again before it has been read: so much that readers' side of the tty holds all of it (4095 bytes, a third of them where errors are
    /// marked). What is kept back behind a full reader's side is handed on only after a read, and for a moment looks like nothing.
    /// </summary>
    internal const int Piece = 1024;

    // More than a pty holds in one direction: 13,824 bytes were seen, with a limit of 8192 (drivers/tty/pty.c) before the reader's 4096.
    private const int Capacity = 64 * 1024;

    private readonly OwnedDescriptor _master;
    private readonly OwnedDescriptor _slave;

    internal FakeLine()
    {
        _master = new OwnedDescriptor(Open("/dev/ptmx"));
        try
        {
            int unlocked = 0, number;
            if (Libc.ioctl(_master.Number, PtyLibc.TIOCSPTLCK, &unlocked) < 0 || Libc.ioctl(_master.Number, PtyLibc.TIOCGPTN, &number) < 0)
            {
                throw CreateException(Errno.Last, "/dev/ptmx");
            }

            Number = number;
            SlavePath = "/dev/pts/" + number.ToString(CultureInfo.InvariantCulture);
            _slave = new OwnedDescriptor(Open(SlavePath));
            try
            {
                SerialLine.Configure(_slave.Number, new SerialSettings(115_200), SlavePath);
            }
            catch
            {
                _slave.Dispose();
                throw;
            }
        }
        catch
        {
            _master.Dispose();
            throw;
        }
    }

    internal string SlavePath { get; }

    /// <summary>The minor number of the slave.</summary>
    internal int Number { get; }

    /// <summary>The device's side. Who waits for it counts a reference, and so holds up the hang-up until he is woken.</summary>
    internal OwnedDescriptor Master => _master;

    /// <summary>Whether something is there that nobody has read. The look itself makes the kernel hand on what was written (n_tty_poll), so it is never late.</summary>
    internal bool HasUnread => (Look(0, Libc.POLLIN) & Libc.POLLIN) != 0;

    /// <summary>Writes to the program, as much as fits.</summary>
    /// <returns>How much.</returns>
    internal int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Transfer(Libc.write(_master.Number, start, (nuint)bytes.Length), "write");
        }
    }

    /// <summary>Takes back what nobody has read. Each byte goes to one reader, the program or this one.</summary>
    internal void TakeBack(List<byte> bytes)
    {
        while (HasUnread)
        {
            ReadInto(bytes, _slave);
        }
    }

    /// <summary>Takes everything that the program has written by now, and perhaps some of what it writes meanwhile: not for ever, however fast it writes.</summary>
    internal void TakeWritten(List<byte> bytes)
    {
        var end = bytes.Count + Capacity;
        while (bytes.Count < end && ReadInto(bytes, _master) > 0)
        {
        }
    }

    /// <summary>Hangs the line up: on return every call that slept in the slave has been ended by the kernel. </summary>
    /// <param name="written">Takes what was still written; null to leave it, so that a writer who waits for room does not get any.</param>
    /// <exception cref="IOException">It could not be hung up: another process has the master.</exception>
    internal void HangUp(List<byte>? written)
    {
        if (written is not null)
        {
            TakeWritten(written);
        }

        _master.Dispose();

        // A process that is just being started has a copy of the master for a moment, as has a thread that waits for it.
        var isHungUp = (Look(10, 0) & Libc.POLLHUP) != 0;
        _slave.Dispose();
        if (!isHungUp)
        {
            throw new IOException($"The fake device could not be unplugged: another process holds the master of {SlavePath}.");
        }
    }

    public void Dispose()
    {
        _master.Dispose();
        _slave.Dispose();
    }

    private static int Open(string path)
    {
        int fd;
        do
        {
            fd = Libc.open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0);
        }
        while (fd < 0 && Errno.Last == Errno.EINTR);

        return fd >= 0 ? fd : throw CreateException(Errno.Last, path);
    }

    private static IOException CreateException(int errno, string path) =>
        new($"A fake device needs pseudo terminals (/dev/ptmx and a devpts mounted on /dev/pts). {path}: {Errno.Describe(errno)}", errno);

    private static int ReadInto(List<byte> bytes, OwnedDescriptor descriptor)
    {
        var buffer = stackalloc byte[Piece];
        var count = Transfer(Libc.read(descriptor.Number, buffer, Piece), "read");
        bytes.AddRange(new ReadOnlySpan<byte>(buffer, count));
        return count;
    }

    private static int Transfer(nint result, string operation) =>
        result >= 0 ? (int)result
        : Errno.Last is Errno.EAGAIN or Errno.EINTR ? 0
        : throw Errno.ToException(Errno.Last, operation, "of a fake device");

    private short Look(int seconds, short events)
    {
        var slave = new PollFd { fd = _slave.Number, events = events };
        var time = new TimeSpec { tv_sec = seconds };
        while (Libc.ppoll(&slave, 1, &time, null) < 0 && Errno.Last == Errno.EINTR)
        {
        }

        return slave.revents;
    }
}
