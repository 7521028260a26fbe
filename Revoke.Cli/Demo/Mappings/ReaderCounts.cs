namespace Revoke.Cli.Demo.Mappings;

/// <summary>What all readers have seen together.</summary>
internal sealed class ReaderCounts
{
    private long _read;
    private long _foreign;

    internal long Read => Interlocked.Read(ref _read);

    internal long Foreign => Interlocked.Read(ref _foreign);

    internal void Add(long read, long foreign)
    {
        Interlocked.Add(ref _read, read);
        Interlocked.Add(ref _foreign, foreign);
    }
}
