namespace Revoke.Tests.Support;

/// <summary>The two ends of a pipe(2), blocking unless said otherwise.</summary>
internal sealed class Pipe : IDisposable
{
    public unsafe Pipe(int flags = 0)
    {
        var ends = stackalloc int[2];
        Descriptor.Check(Native.pipe2(ends, flags | Native.O_CLOEXEC), "pipe2");
        Reader = new Descriptor(ends[0]);
        Writer = new Descriptor(ends[1]);
    }

    public Descriptor Reader { get; }

    public Descriptor Writer { get; }

    /// <summary>Fills the pipe through an open file description of its own, so that the flags of the two ends stay as they are.</summary>
    public int Fill()
    {
        using var another = Descriptor.Open($"/proc/self/fd/{Writer.Number}", Native.O_WRONLY | Native.O_NONBLOCK);
        return another.Fill();
    }

    public void Dispose()
    {
        Reader.Dispose();
        Writer.Dispose();
    }
}
