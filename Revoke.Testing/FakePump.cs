using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;
using Revoke.Waiting;

namespace Revoke.Testing;

/// <summary>The thread of a fake device: does what is due whenever the program has written or somebody rings, and each millisecond while told so.</summary>
/// <param name="name">The thread's name.</param>
/// <param name="step">What is done: says what to wait for then.</param>
/// <param name="failed">Told what the step threw. It is not called again.</param>
internal sealed unsafe class FakePump(string name, Func<PumpWait> step, Action<Exception> failed) : IDisposable
{
    // The kernel announces nothing when a program has read: short enough for a test that waits for it.
    private const int Tick = 1_000_000;

    private readonly Doorbell _bell = Doorbell.Rent();
    private Thread? _thread;
    private bool _ended;

    internal void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.UnsafeStart();
    }

    /// <summary>Makes it look again.</summary>
    internal void Ring()
    {
        using var guard = UninterruptedLock.Take(_bell);
        if (!_ended)
        {
            _bell.Ring();
        }
    }

    /// <summary>Ends the thread, after the step that it is in.</summary>
    public void Dispose()
    {
        using (UninterruptedLock.Take(_bell))
        {
            if (_ended)
            {
                return;
            }

            Volatile.Write(ref _ended, true); // before the ring that makes the thread look at it
            _bell.Ring();
        }

        if (_thread != Thread.CurrentThread)
        {
            _thread?.Join();
        }

        _bell.Silence();
        _bell.Return();
    }

    private void Run()
    {
        try
        {
            while (!Volatile.Read(ref _ended))
            {
                Sleep(step());
            }
        }
        catch (Exception e)
        {
            failed(e); // and not the program's process
        }
    }

    private void Sleep(PumpWait wait)
    {
        var isHeld = false;
        try
        {
            // Kept open, number and all, while it is waited for. Who closes it rings.
            wait.Descriptor?.DangerousAddRef(ref isHeld);
            var descriptors = stackalloc PollFd[2];
            descriptors[0] = new PollFd { fd = _bell.Descriptor, events = Libc.POLLIN };
            descriptors[1] = new PollFd { fd = isHeld ? wait.Descriptor!.Number : -1, events = Libc.POLLIN };
            var tick = new TimeSpec { tv_nsec = Tick };
            if (Libc.ppoll(descriptors, 2, wait.IsShort ? &tick : null, null) < 0 && Errno.Last != Errno.EINTR)
            {
                throw Errno.ToException(Errno.Last, "ppoll", "of a fake device");
            }
        }
        catch (ObjectDisposedException)
        {
            // Unplugged meanwhile: look again.
        }
        finally
        {
            if (isHeld)
            {
                wait.Descriptor!.DangerousRelease();
            }
        }

        _bell.Silence();
    }
}
