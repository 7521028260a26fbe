namespace Revoke.Tests.Support;

/// <summary>Two connected Unix sockets, blocking: a stream, or messages that stay apart, as the counts of interrupts do.</summary>
internal sealed class SocketPair : IDisposable
{
    public unsafe SocketPair(bool keepsMessages = false)
    {
        var ends = stackalloc int[2];
        Descriptor.Check(Native.socketpair(Native.AF_UNIX, (keepsMessages ? Native.SOCK_SEQPACKET : Native.SOCK_STREAM) | Native.SOCK_CLOEXEC, 0, ends), "socketpair");
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
