namespace Revoke.Drivers.Sysfs;

/// <content>Waiting for a change.</content>
public sealed partial class SysfsAttribute
{
    private ChangeWatch? _watch;
    private int _isWaiting;
    private bool _isArmed;
    private int _isDisposed;

    /// <summary>
    /// Waits until the value has changed since the last wait of this object ended, or, in the first one, since it was last read through this object, or, if it
    /// never was, since the call began. So nothing is missed between a read and the first wait, nor between two waits; several changes in
    /// a short time are one, and one that a read has shown already may be told once more. What counts is that the driver of the attribute announces a change (Documentation/filesystems/sysfs.rst): most never do.
    /// </summary>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="cancellationToken">Ends the wait; no change is lost.</param>
    /// <returns>The value after the change, as <see cref="ReadText"/> returns it; <see langword="null"/> when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite.</exception>
    /// <exception cref="InvalidOperationException">Another call waits already.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe while this call waited.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call waited: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says; or it is a file of <c>/proc</c> that announces no changes (ENOTTY).</exception>
    public string? WaitForChange(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        }

        BeginWait();
        try
        {
            var watch = OpenWatch();
            if (!_isArmed)
            {
                using var first = ReadWhole(watch.File);
                _isArmed = true;
                if (HasChangedSinceRead())
                {
                    return first.Text;
                }
            }

            if (!watch.Wait(timeout, cancellationToken))
            {
                return null;
            }

            using var value = ReadWhole(watch.File);
            return value.Text;
        }
        finally
        {
            EndWait();
        }
    }

    /// <summary>As <see cref="WaitForChange"/>, without a thread and without an end of the time.</summary>
    /// <param name="cancellationToken">Ends the wait; no change is lost.</param>
    /// <returns>The value after the change, as <see cref="ReadText"/> returns it.</returns>
    /// <exception cref="InvalidOperationException">Another call waits already.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe while this call waited.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call waited: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says; or it is a file of <c>/proc</c> that announces no changes (ENOTTY).</exception>
    public async ValueTask<string> WaitForChangeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        BeginWait();
        try
        {
            var watch = OpenWatch();
            if (!_isArmed)
            {
                using var first = await ReadWholeAsync(watch.File, cancellationToken).ConfigureAwait(false);
                _isArmed = true;
                if (HasChangedSinceRead())
                {
                    return first.Text;
                }
            }

            await watch.WaitAsync(cancellationToken).ConfigureAwait(false);

            // Without the token: from here on the change is this call's to tell.
            using var value = await ReadWholeAsync(watch.File, CancellationToken.None).ConfigureAwait(false);
            return value.Text;
        }
        finally
        {
            EndWait();
        }
    }

    private void BeginWait()
    {
        // Pairs with EndWait: the next one to wait sees what this one has left.
        if (Interlocked.CompareExchange(ref _isWaiting, 1, 0) != 0)
        {
            throw new InvalidOperationException($"Another call waits for a change of '{File.Name}' already; open the attribute once more.");
        }
    }

    private void EndWait() => Volatile.Write(ref _isWaiting, 0);

    /// <summary>An open file of its own for the waits: a read of it ends the kernel's announcement of a change, so nobody else may read it.</summary>
    private ChangeWatch OpenWatch()
    {
        if (_watch is { } there)
        {
            return there;
        }

        var watch = ChangeWatch.Open(_place.Open(Scope, Name, FileAccess.Read), _place.Kind);

        // Pairs with MarkDisposed, in the other order: one of the two sees the other, and the file is not left open.
        Interlocked.Exchange(ref _watch, watch);
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            watch.File.Dispose();
        }

        return watch;
    }

    /// <summary>Asks the file that is read otherwise: what came after its last read came before the first one here, and would not be announced again.</summary>
    private bool HasChangedSinceRead() =>
        Volatile.Read(ref _wasRead) && (File.Poll(PollEvents.Priority, TimeSpan.Zero) & PollEvents.Priority) != PollEvents.None;

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);

    private ChangeWatch? MarkDisposed()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        return Volatile.Read(ref _watch);
    }
}
