namespace Revoke.Tests.Support;

/// <summary>An epoll(7) instance with one descriptor in it, past the library.</summary>
internal sealed class BareEpoll : IDisposable
{
    // struct epoll_event is 12 bytes on x86-64 and 16 elsewhere; the data is not looked at.
    private const int LargestEvent = 16;

    private readonly Descriptor _epoll = new(Descriptor.Check(Native.epoll_create1(Native.EPOLL_CLOEXEC), "epoll_create1"));

    public unsafe BareEpoll(Descriptor descriptor, short events)
    {
        var happening = stackalloc byte[LargestEvent];
        *(uint*)happening = (uint)events;
        Descriptor.Check(Native.epoll_ctl(_epoll.Number, Native.EPOLL_CTL_ADD, descriptor.Number, happening), "epoll_ctl");
    }

    /// <summary>How many descriptors it reports in this time.</summary>
    public unsafe int Wait(TimeSpan timeout)
    {
        var happening = stackalloc byte[LargestEvent];
        return Descriptor.Check(Native.epoll_wait(_epoll.Number, happening, 1, (int)timeout.TotalMilliseconds), "epoll_wait");
    }

    public void Dispose() => _epoll.Dispose();
}
