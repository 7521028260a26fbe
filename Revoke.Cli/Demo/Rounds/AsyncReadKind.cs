using System.Diagnostics;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Pending asynchronous reads of a FIFO each, all of one scope, which is revoked; each ends with an exception.</summary>
internal sealed class AsyncReadKind(FifoScope fifos) : ISleepKind
{
    private readonly byte[][] _buffers = [.. Enumerable.Range(0, fifos.Count).Select(static _ => new byte[64])];
    private readonly long[] _back = new long[fifos.Count];
    private readonly CountdownEvent _all = new(fifos.Count);

    public void Dispose() => _all.Dispose();

    public void Prepare()
    {
        fifos.Open();
        _all.Reset();
        for (var i = 0; i < fifos.Count; i++)
        {
            _ = SleepAsync(i); // asleep on return
        }
    }

    public void Wake() => fifos.Revoke();

    public long[] Finish()
    {
        _all.Wait();
        return _back;
    }

    private async Task SleepAsync(int number)
    {
        try
        {
            await fifos.Files[number].ReadAsync(_buffers[number]);
        }
        catch (RevokedException)
        {
            _back[number] = Stopwatch.GetTimestamp();
        }

        _all.Signal();
    }
}
