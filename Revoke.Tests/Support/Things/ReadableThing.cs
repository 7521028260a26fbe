namespace Revoke.Tests.Support.Things;

/// <summary>Something that has nothing to read until the other side writes.</summary>
internal sealed class ReadableThing : SleepyThing
{
    private readonly IDisposable _thing;
    private readonly string? _path;
    private readonly Descriptor? _near;
    private readonly Descriptor? _far;
    private readonly Action _makeReady;

    /// <summary>A FIFO, by path.</summary>
    public ReadableThing(Fifo fifo)
    {
        _thing = fifo;
        _path = fifo.Path;
        _far = fifo.Open(Native.O_RDWR);
        _makeReady = WriteFar;
    }

    /// <summary>A FIFO, by a descriptor.</summary>
    public ReadableThing(Fifo fifo, int flags)
    {
        _thing = fifo;
        _far = fifo.Open(Native.O_RDWR);
        _near = fifo.Open(flags);
        _makeReady = WriteFar;
    }

    public ReadableThing(Pipe pipe)
    {
        _thing = pipe;
        _near = pipe.Reader;
        _far = pipe.Writer;
        _makeReady = WriteFar;
    }

    public ReadableThing(Pty pty, bool passed)
    {
        _thing = pty;
        _path = passed ? null : pty.SlavePath;
        _near = passed ? Descriptor.Open(pty.SlavePath, Native.O_RDWR) : null;
        _far = pty.Master;
        _makeReady = WriteFar;
    }

    public ReadableThing(SocketPair pair)
    {
        _thing = pair;
        _near = pair.Near;
        _far = pair.Far;
        _makeReady = WriteFar;
    }

    public ReadableThing(Inotify inotify)
    {
        _thing = inotify;
        _near = inotify.Descriptor;
        _makeReady = inotify.Happen;
    }

    private ReadableThing(IDisposable thing, Descriptor near, Action makeReady)
    {
        _thing = thing;
        _near = near;
        _makeReady = makeReady;
    }

    public override Descriptor? Passed => _near;

    public static ReadableThing CreateEvent()
    {
        var counter = new Descriptor(Descriptor.Check(Native.eventfd(0, Native.O_CLOEXEC), "eventfd"));
        return new ReadableThing(counter, counter, () => counter.Write([1, 0, 0, 0, 0, 0, 0, 0]));
    }

    public static ReadableThing CreateTap()
    {
        TapDevice.RequireOrIgnore();
        var tap = new TapDevice();
        return new ReadableThing(tap, tap.Queue, tap.SendPacket);
    }

    public override RevocableFile Open(RevokeScope scope) => _near is not null ? scope.Open(_near) : scope.Open(_path!, new RevocableFileOptions { Access = FileAccess.Read });

    public override ParkedCall<int> Start(RevocableFile file, CallForm form, CancellationToken cancellationToken = default) =>
        Parked.Read(file, form, new byte[4096], cancellationToken);

    public override void MakeReady() => _makeReady();

    public override void Dispose()
    {
        _near?.Dispose();
        _far?.Dispose();
        _thing.Dispose();
    }

    private void WriteFar() => _far!.Write("x\n");
}
