namespace Revoke.Tests.Support;

/// <summary>An inotify descriptor that watches a folder of its own.</summary>
internal sealed class Inotify : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _created;

    public Inotify(int flags = 0)
    {
        Descriptor = new Descriptor(Support.Descriptor.Check(Native.inotify_init1(flags | Native.O_CLOEXEC), "inotify_init1"));
        Support.Descriptor.Check(Native.inotify_add_watch(Descriptor.Number, _folder.Path, Native.IN_CREATE), "inotify_add_watch");
    }

    public Descriptor Descriptor { get; }

    /// <summary>Makes an event.</summary>
    public void Happen() => File.WriteAllText(_folder[$"file{_created++}"], string.Empty);

    public void Dispose()
    {
        Descriptor.Dispose();
        _folder.Dispose();
    }
}
