namespace Revoke.Tests.Support;

/// <summary>A named FIFO.</summary>
internal sealed class Fifo : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Fifo()
    {
        Path = _folder["fifo"];
        Descriptor.Check(Native.mkfifo(Path, 0x1B6), "mkfifo");
    }

    public string Path { get; }

    /// <summary>An end of the tests' own. Opened for both, it neither waits for the other side nor counts as one that can leave.</summary>
    public Descriptor Open(int flags) => Descriptor.Open(Path, flags);

    public void Dispose() => _folder.Dispose();
}
