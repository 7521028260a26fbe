namespace Revoke.Guards;

/// <summary>
/// Takes a monitor without ever throwing <see cref="ThreadInterruptedException"/>: a <c>lock</c> that has to wait is
/// interruptible, and a lost exit would keep a gate from draining for ever (I3). The interrupt is kept for the caller's own next wait.
/// </summary>
internal readonly ref struct UninterruptedLock
{
    private readonly object _sync;

    private UninterruptedLock(object sync) => _sync = sync;

    internal static UninterruptedLock Take(object sync)
    {
        Enter(sync);
        return new UninterruptedLock(sync);
    }

    /// <summary>For paths where nothing between <c>Enter</c> and <see cref="Monitor.Exit"/> can throw.</summary>
    internal static void Enter(object sync)
    {
        if (!Monitor.TryEnter(sync))
        {
            EnterContended(sync);
        }
    }

    public void Dispose() => Monitor.Exit(_sync);

    private static void EnterContended(object sync)
    {
        var interrupted = false;
        while (true)
        {
            try
            {
                Monitor.Enter(sync);
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}
