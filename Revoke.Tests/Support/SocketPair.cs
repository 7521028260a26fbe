namespace Revoke.Tests.Support;

/// <summary>Two connected Unix stream sockets, blocking.</summary>
internal sealed class SocketPair : IDisposable
{
    public unsafe SocketPair()
    {
        var ends = stackalloc int[2];
        Descriptor.Check(Native.socketpair(Native.AF_UNIX, Native.SOCK_STREAM | Native.SOCK_CLOEXEC, 0, ends), "socketpair");
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
