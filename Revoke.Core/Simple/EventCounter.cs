using Revoke.Guards;

namespace Revoke.Drivers;

/// <summary>
/// Counts events, as a UIO device counts interrupts: any thread adds, and whoever reads an open file of it sleeps until the count is
/// another than the one he read last, and is told the total. So nobody has to keep pace, and everybody sees how many he missed.
/// </summary>
/// <remarks>
/// A read takes 4 bytes and gives the total as a 32-bit integer in the machine's byte order; a buffer of another size fails with EINVAL, an
/// empty one reads 0. Poll answers In while the count is another; notices (fasync) announce it. It cannot be written and has no position.
/// The total wraps around at 32 bits; a file that was not read over just 2^32 events does not notice.
/// </remarks>
public sealed partial class EventCounter
{
    private readonly WaitSource _counted = new();
    private readonly object _sync = new();
    private FasyncSubscription[] _subscribers = []; // replaced as a whole, under the lock
    private int _total;

    /// <summary>How many events there were.</summary>
    public int Total => Volatile.Read(ref _total); // acquire: what led to the event is seen by who sees the event

    /// <summary>Counts events and wakes who waits for them. Any thread, never blocks, runs no code of a reader.</summary>
    /// <param name="count">How many; 0 does nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Add(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return;
        }

        Interlocked.Add(ref _total, count); // a full barrier: the count stands before anybody is woken, and before the subscribers are looked at
        _counted.Set();
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            subscriber.Announce(PollEvents.In);
        }
    }

    /// <summary>Operations for one open file. To be passed as it is to <see cref="RevocableDirectory.Add"/>.</summary>
    /// <returns>The operations; they have seen the events that there were.</returns>
    public IFileOperations Open() => new OpenFile(this);

    private void Replace(ref FasyncSubscription? current, FasyncSubscription? next)
    {
        using var guard = UninterruptedLock.Take(_sync);
        var old = current;
        current = next;
        FasyncSubscription[] others = [.. _subscribers.Where(one => one != old)];
        Volatile.Write(ref _subscribers, next is null ? others : [.. others, next]);
    }
}
