namespace Revoke.Tests.Support.Things;

/// <summary>The real things in which a call can sleep.</summary>
public enum ThingKind
{
    FifoPath,
    FifoDescriptor,
    PipeDescriptor,
    PtyPath,
    PtyDescriptor,
    SocketDescriptor,
    InotifyDescriptor,
    EventDescriptor,
    TapDescriptor,
    FullFifoPath,
    FullPipeDescriptor,
    FullNonBlockingPipeDescriptor,
    SysfsChange,
}
