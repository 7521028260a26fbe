namespace Revoke.Tests.Support;

/// <summary>Two connected Unix sockets that keep messages apart, as the counts of interrupts are.</summary>
internal sealed class PacketPair : IDisposable
{
    public unsafe PacketPair()
    {
        var ends = stackalloc int[2];
        Descriptor.Check(Native.socketpair(Native.AF_UNIX, Native.SOCK_SEQPACKET | Native.SOCK_CLOEXEC, 0, ends), "socketpair");
        Near = new Descriptor(ends[0]);
        Far = new Descriptor(ends[1]);
    }

    public Descriptor Near { get; }

    public Descriptor Far { get; }

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
