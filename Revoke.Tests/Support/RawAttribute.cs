using System.Runtime.InteropServices;
using System.Text;

namespace Revoke.Tests.Support;

/// <summary>An attribute by bare calls, past the library: the control. Each answers 0 or more, or the error number as a negative one.</summary>
internal sealed class RawAttribute(string path) : IDisposable
{
    private readonly Descriptor _directory = Descriptor.Open(System.IO.Path.GetDirectoryName(path)!, Native.O_PATH);

    public Descriptor Descriptor { get; } = Descriptor.Open(path, Native.O_RDWR);

    public int Read()
    {
        Span<byte> buffer = stackalloc byte[256];
        return Answer(Native.lseek(Descriptor.Number, 0, 0)) is var position and < 0 ? position
            : Answer(Native.read(Descriptor.Number, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length));
    }

    public int ReadHere()
    {
        Span<byte> buffer = stackalloc byte[256];
        return Answer(Native.read(Descriptor.Number, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length));
    }

    public int Write(string text) => Answer(Native.write(Descriptor.Number, in Encoding.ASCII.GetBytes(text)[0], (nuint)text.Length));

    public int Seek(int whence) => Answer(Native.lseek(Descriptor.Number, 0, whence));

    /// <summary>Opens what the descriptor is of once more.</summary>
    public int Reopen() => Close(Answer(Native.open(FormattableString.Invariant($"/proc/self/fd/{Descriptor.Number}"), Native.O_RDONLY | Native.O_CLOEXEC, 0)));

    /// <summary>Opens the attribute through the directory, which was open already.</summary>
    public int OpenInDirectory() => Close(Answer(Native.openat(_directory.Number, System.IO.Path.GetFileName(path), Native.O_RDONLY | Native.O_CLOEXEC, 0)));

    public void Dispose()
    {
        Descriptor.Dispose();
        _directory.Dispose();
    }

    private static int Answer(long result) => result < 0 ? -Marshal.GetLastPInvokeError() : (int)result;

    private static int Close(int descriptor) => descriptor < 0 ? descriptor : Native.close(descriptor);
}
