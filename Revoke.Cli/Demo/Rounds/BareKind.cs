using System.Diagnostics;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Threads in a bare ppoll(2) on one eventfd, woken by one write.</summary>
internal sealed class BareKind(Crew crew) : ISleepKind
{
    private readonly EventFd _event = new();

    public void Dispose() => _event.Dispose();

    public void Prepare() => crew.Start(Sleep);

    public void Wake() => _event.Set();

    public long[] Finish()
    {
        var back = crew.Finish();
        _event.Reset();
        return back;
    }

    private long Sleep(int number)
    {
        Native.Poll(_event.Number, Libc.POLLIN);
        return Stopwatch.GetTimestamp();
    }
}
