using System.Runtime.InteropServices;
using System.Text;

namespace Revoke.Tests.Support;

/// <summary>A descriptor of the tests' own, read and written with bare calls, past the library.</summary>
internal sealed class Descriptor : SafeHandle
{
    private readonly bool _owned;

    public Descriptor(int number, bool owned = true)
        : base(-1, ownsHandle: true)
    {
        _owned = owned;
        SetHandle(number);
    }

    public override bool IsInvalid => handle < 0;

    public int Number => (int)handle;

    /// <summary>The flags of the open file description, which others may share.</summary>
    public int Flags => Check(Native.fcntl(Number, Native.F_GETFL, 0), "fcntl");

    /// <summary>How many bytes a read would find.</summary>
    public int Available
    {
        get
        {
            Span<byte> count = stackalloc byte[sizeof(int)];
            Check(Native.ioctl(Number, Native.FIONREAD, ref MemoryMarshal.GetReference(count)), "FIONREAD");
            return MemoryMarshal.Read<int>(count);
        }
    }

    public static Descriptor Open(string path, int flags)
    {
        var number = Native.open(path, flags | Native.O_CLOEXEC | Native.O_NOCTTY, 0x1A4);
        return new Descriptor(Check(number, $"open {path}"));
    }

    /// <summary>Result of a native call, or the test fails at once with its error.</summary>
    public static int Check(int result, string what) =>
        result >= 0 ? result : throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var count = Native.write(Number, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
        Assert.That(Check((int)count, "write"), Is.EqualTo(bytes.Length), "The test's own write was short.");
    }

    public string Read(int capacity = 4096)
    {
        var buffer = new byte[capacity];
        var count = Check((int)Native.read(Number, ref buffer[0], (nuint)capacity), "read");
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    /// <summary>Writes until nothing fits any more; the descriptor must be non-blocking. How much that was.</summary>
    public int Fill()
    {
        var piece = new byte[4096];
        var total = 0;
        foreach (var length in (ReadOnlySpan<int>)[4096, 1])
        {
            int count;
            while ((count = (int)Native.write(Number, in piece[0], (nuint)length)) > 0)
            {
                total += count;
            }

            Assert.That(Marshal.GetLastPInvokeError(), Is.EqualTo(Native.EAGAIN), "It was to be filled, and failed.");
        }

        return total;
    }

    /// <summary>What a socket takes now; 0 if nothing.</summary>
    public static int SendWithoutWaiting(Descriptor socket, ReadOnlySpan<byte> bytes) =>
        Math.Max(0, (int)Native.send(socket.Number, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, Native.MSG_DONTWAIT));

    /// <summary>Reads and drops this many bytes.</summary>
    public void Drain(int count)
    {
        var buffer = new byte[65536];
        while (count > 0)
        {
            count -= Check((int)Native.read(Number, ref buffer[0], (nuint)Math.Min(count, buffer.Length)), "read");
        }
    }

    protected override bool ReleaseHandle() => !_owned || Native.close((int)handle) == 0;
}
