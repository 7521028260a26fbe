namespace Revoke.Tests.Support.Things;

/// <summary>A real thing on which an operation sleeps until somebody makes it ready. Descriptors are blocking unless the kind says otherwise.</summary>
internal abstract class SleepyThing : IDisposable
{
    /// <summary>What the operation waits for.</summary>
    public virtual PollEvents Events => PollEvents.In;

    /// <summary>A descriptor that was passed in, or <see langword="null"/> for a path.</summary>
    public virtual Descriptor? Passed => null;

    /// <summary>Makes one, or ends the test as ignored where the machine cannot.</summary>
    public static SleepyThing Create(ThingKind kind) => kind switch
    {
        ThingKind.FifoPath => new ReadableThing(new Fifo()),
        ThingKind.FifoDescriptor => new ReadableThing(new Fifo(), Native.O_RDONLY),
        ThingKind.PipeDescriptor => new ReadableThing(new Pipe()),
        ThingKind.PtyPath => new ReadableThing(new Pty(), passed: false),
        ThingKind.PtyDescriptor => new ReadableThing(new Pty(), passed: true),
        ThingKind.SocketDescriptor => new ReadableThing(new SocketPair()),
        ThingKind.InotifyDescriptor => new ReadableThing(new Inotify()),
        ThingKind.EventDescriptor => ReadableThing.CreateEvent(),
        ThingKind.TapDescriptor => ReadableThing.CreateTap(),
        ThingKind.FullFifoPath => new WritableThing(new Fifo()),
        ThingKind.FullPipeDescriptor => new WritableThing(new Pipe()),
        ThingKind.FullNonBlockingPipeDescriptor => new WritableThing(new Pipe(Native.O_NONBLOCK)),
        ThingKind.SysfsChange => ChangingThing.Create(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public abstract RevocableFile Open(RevokeScope scope);

    /// <summary>Starts the operation, which is about to sleep.</summary>
    public abstract ParkedCall<int> Start(RevocableFile file, CallForm form, CancellationToken cancellationToken = default);

    /// <summary>Starts the operation in a form that takes a token whether synchronous or not.</summary>
    public virtual ParkedCall<PollEvents> StartPoll(RevocableFile file, CallForm form, CancellationToken cancellationToken = default) =>
        Parked.Poll(file, form, Events, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Somebody else makes the operation possible.</summary>
    public abstract void MakeReady();

    public abstract void Dispose();
}
