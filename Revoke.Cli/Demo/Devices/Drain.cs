using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>Empties a FIFO again and again, a little at a time, so that a writer who fills it sleeps most of the time but always goes on.</summary>
internal sealed class Drain : IDisposable
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    internal Drain(Fifo fifo)
    {
        _thread = new Thread(() => Run(Native.Number(fifo.OtherEnd))) { IsBackground = true, Name = "drain" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private unsafe void Run(int descriptor)
    {
        var buffer = stackalloc byte[4096];
        while (!_stop.Wait(TimeSpan.FromMilliseconds(2)))
        {
            for (var i = 0; i < 8; i++)
            {
                _ = Libc.read(descriptor, buffer, 4096);
            }
        }
    }
}
