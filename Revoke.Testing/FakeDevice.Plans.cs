using Revoke.Guards;

namespace Revoke.Testing;

/// <content>Unplugging at a moment that depends on the program, and what finds that moment.</content>
public sealed partial class FakeDevice
{
    private bool _whenBlocked;
    private int? _left; // how much the program may still get
    private TaskCompletionSource? _blocked;

    /// <summary>
    /// Unplugs the device as soon as the program can do nothing more without it: somebody sleeps in a file of it, and everything that was fed has been read.
    /// If that is so already, it is unplugged when this returns.
    /// </summary>
    /// <remarks>A file of it is any that was opened on a scope of <see cref="Monitor"/> or on one below; who sleeps in the node past the library is not seen.</remarks>
    /// <exception cref="InvalidOperationException">The device is unplugged.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="IOException">It is unplugged at once, and that fails as in <see cref="Unplug()"/>.</exception>
    public void UnplugWhenBlocked()
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (!CheckPlugged())
            {
                return;
            }

            _whenBlocked = true;
        }

        StepNow(mayUnplug: true);
    }

    /// <summary>
    /// Unplugs the device as soon as the program has read so many bytes more, to the byte: it never sees the next one, fed before or after this call. 0 is at once.
    /// Replaces what an earlier call has ordered.
    /// </summary>
    /// <param name="bytes">How many, beginning with the first that has been fed and not read.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The device is unplugged.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="IOException">It is unplugged at once, and that fails as in <see cref="Unplug()"/>.</exception>
    public void UnplugAfter(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        using (UninterruptedLock.Take(_sync))
        {
            if (!CheckPlugged())
            {
                return;
            }

            List<byte> unread = [];
            _line!.TakeBack(unread);
            _fed.Prepend(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(unread));
            _left = bytes;
        }

        StepNow(mayUnplug: true);
    }

    /// <summary>
    /// Waits until the program can do nothing more without the device: somebody sleeps in a file of it (see <see cref="UnplugWhenBlocked"/>), and everything that was fed
    /// has been read. While the device is unplugged nobody sleeps in it.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed, maybe meanwhile.</exception>
    public Task WhenBlockedAsync(CancellationToken cancellationToken = default)
    {
        Task blocked;
        using (UninterruptedLock.Take(_sync))
        {
            Check();
            _blocked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            blocked = _blocked.Task;
        }

        StepNow(mayUnplug: false);
        return blocked.WaitAsync(cancellationToken);
    }

    private void OnAsleep()
    {
        // Pairs with the lock in SleepWatch: who becomes interested looks for sleepers afterwards, and finds this one or has been seen by it.
        if (Volatile.Read(ref _whenBlocked) || Volatile.Read(ref _blocked) is not null || _fed.Count > 0)
        {
            _pump.Ring();
        }
    }

    /// <summary>The pump's step.</summary>
    private PumpWait Pump()
    {
        var wait = Step(out var due);
        if (due is not null)
        {
            Unplug(due, isPlanned: true);
        }

        return wait;
    }

    /// <summary>A step of the caller's own, so that what can be done at once is done when his call returns.</summary>
    private void StepNow(bool mayUnplug)
    {
        var wait = Step(out var due);
        if (due is not null && mayUnplug)
        {
            Unplug(due, isPlanned: true);
        }
        else if (due is not null || wait.IsShort)
        {
            _pump.Ring();
        }
    }

    /// <summary>Moves bytes, and sees what has come about.</summary>
    /// <param name="due">What is to be unplugged now; null for nothing.</param>
    private PumpWait Step(out FakeLine? due)
    {
        using var guard = UninterruptedLock.Take(_sync);
        due = null;
        if (_line is not { } line)
        {
            return default;
        }

        if (_takesWrites)
        {
            line.TakeWritten(_written);
        }

        var hasUnread = FeedUnsynchronized(line);
        if (!hasUnread && (_left == 0 || (_fed.Count == 0 && IsBlockedUnsynchronized())))
        {
            due = line;
            return default;
        }

        var isWaitedFor = _fed.Count > 0 || _left is not null || _whenBlocked || _blocked is not null;
        return new PumpWait(_takesWrites ? line.Master : null, hasUnread && isWaitedFor);
    }

    /// <summary>Everything has been read. Tells who waits for it whether somebody sleeps, and says whether that is what the unplug waits for.</summary>
    private bool IsBlockedUnsynchronized()
    {
        if ((!_whenBlocked && _blocked is null) || !_sleepers.HasSleeper)
        {
            return false;
        }

        _blocked?.SetResult();
        _blocked = null;
        return _whenBlocked;
    }
}
