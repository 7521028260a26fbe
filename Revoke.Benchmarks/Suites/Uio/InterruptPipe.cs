using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites.Uio;

/// <summary>Counts of four bytes, as a UIO node gives them, out of a FIFO.</summary>
internal sealed class InterruptPipe : IDisposable
{
    private readonly TemporaryFifos _fifos = new(1);
    private readonly BareDescriptor _near;
    private readonly BareDescriptor _far;
    private int _count;

    internal InterruptPipe()
    {
        _near = new BareDescriptor(Path, Libc.O_RDWR);
        _far = new BareDescriptor(Path, Libc.O_RDWR);
    }

    internal string Path => _fifos.Paths[0];

    internal void Fire()
    {
        _count = unchecked(_count + 1);
        _far.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref _count)));
    }

    internal int Read()
    {
        var total = 0;
        _near.Read(MemoryMarshal.AsBytes(new Span<int>(ref total)));
        return total;
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
        _fifos.Dispose();
    }
}
