namespace Revoke.Tests.Support.Things;

/// <summary>Something that is full to the brim until the other side reads.</summary>
internal sealed class WritableThing : SleepyThing
{
    private readonly IDisposable _thing;
    private readonly string? _path;
    private readonly Descriptor? _near;
    private readonly Descriptor _far;
    private readonly int _filled;

    /// <summary>A FIFO, by path.</summary>
    public WritableThing(Fifo fifo)
    {
        _thing = fifo;
        _path = fifo.Path;
        _far = fifo.Open(Native.O_RDWR | Native.O_NONBLOCK);
        _filled = _far.Fill();
    }

    public WritableThing(Pipe pipe)
    {
        _thing = pipe;
        _near = pipe.Writer;
        _far = pipe.Reader;
        _filled = pipe.Fill();
    }

    public override PollEvents Events => PollEvents.Out;

    public override Descriptor? Passed => _near;

    public override RevocableFile Open(RevokeScope scope) => _near is not null ? scope.Open(_near) : scope.Open(_path!, new RevocableFileOptions { Access = FileAccess.Write });

    public override ParkedCall<int> Start(RevocableFile file, CallForm form, CancellationToken cancellationToken = default) =>
        Parked.Write(file, form, "x"u8.ToArray(), cancellationToken);

    public override void MakeReady() => _far.Drain(_filled);

    public override void Dispose()
    {
        _near?.Dispose();
        _far.Dispose();
        _thing.Dispose();
    }
}
