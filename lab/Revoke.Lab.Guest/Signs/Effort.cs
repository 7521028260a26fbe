using Revoke.Lab.Guest.Interop;

namespace Revoke.Lab.Guest.Signs;

/// <summary>The processor time of one thread since it last got on: what it spends on a device that is going. Who is told of nothing, and believes what it polls, spins.</summary>
internal sealed class Effort
{
    private double _since;

    internal double Milliseconds { get; private set; }

    internal void GetOn() => _since = Now();

    internal void Stop() => Milliseconds = Now() - _since;

    private static double Now()
    {
        _ = Libc.clock_gettime(Libc.CLOCK_THREAD_CPUTIME_ID, out var time);
        return (time.tv_sec * 1e3) + (time.tv_nsec / 1e6);
    }
}
