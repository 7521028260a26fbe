using Revoke.Interop;

namespace Revoke.Benchmarks.Suites;

/// <summary>The same calls on an equally opened descriptor, with nothing around them but the check for an error.</summary>
internal sealed unsafe class BareDescriptor : IDisposable
{
    private readonly OwnedDescriptor _handle;

    internal BareDescriptor(string path, int access) => _handle = Open(path, access);

    internal int Number => _handle.Number;

    internal int Read(Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            return Check(Libc.pread(Number, start, (nuint)buffer.Length, offset));
        }
    }

    internal int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Check(Libc.read(Number, start, (nuint)buffer.Length));
        }
    }

    internal int Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Check(Libc.write(Number, start, (nuint)buffer.Length));
        }
    }

    internal void Rewind() => Check((nint)Libc.lseek(Number, 0, Libc.SEEK_SET));

    public void Dispose() => _handle.Dispose();

    private static OwnedDescriptor Open(string path, int access)
    {
        var fd = Libc.open(path, access | Libc.O_NONBLOCK | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
        return fd >= 0 ? new OwnedDescriptor(fd) : throw new IOException($"open of '{path}' failed with {Errors.Errno.Last}.");
    }

    private static int Check(nint count) => count >= 0 ? (int)count : throw new IOException($"errno {Errors.Errno.Last}");
}
