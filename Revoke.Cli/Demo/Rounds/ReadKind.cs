using System.Diagnostics;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Threads in a read of a FIFO each, all of one scope, which is revoked.</summary>
internal sealed class ReadKind(Crew crew, FifoScope fifos, bool throwing) : ISleepKind
{
    private readonly byte[][] _buffers = [.. Enumerable.Range(0, crew.Count).Select(static _ => new byte[64])];

    public void Dispose()
    {
    }

    public void Prepare()
    {
        fifos.Open();
        crew.Start(throwing ? Read : TryRead);
    }

    public void Wake() => fifos.Revoke();

    public long[] Finish() => crew.Finish();

    private long TryRead(int number)
    {
        fifos.Files[number].TryRead(_buffers[number], out _);
        return Stopwatch.GetTimestamp();
    }

    private long Read(int number)
    {
        try
        {
            fifos.Files[number].Read(_buffers[number]);
            return 0;
        }
        catch (RevokedException)
        {
            return Stopwatch.GetTimestamp();
        }
    }
}
