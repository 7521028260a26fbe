using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Revoke.Drivers.Alsa;

/// <content>Events.</content>
public sealed partial class AlsaControl
{
    /// <summary>Reads the next event since the control was opened, without an exception when the time is over. Of several who read, each event goes to one.</summary>
    /// <param name="timeout">How long to wait; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="controlEvent">The event; <see langword="null"/> if there was none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> if there was none in that time, and for no other reason.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public bool TryReadEvent(TimeSpan timeout, [NotNullWhen(true)] out AlsaControlEvent? controlEvent, CancellationToken cancellationToken = default)
    {
        _guard.ThrowIfDisposed();
        Span<byte> told = stackalloc byte[AlsaControlEvent.Size];
        try
        {
            controlEvent = Events.TryReadWithin(timeout, told, out _, cancellationToken) ? AlsaControlEvent.Read(told) : null;
            return controlEvent is not null;
        }
        catch (RevokedException) when (_guard.IsDisposed)
        {
            throw _guard.CreateDisposed();
        }
    }

    /// <summary>Reads the next event since the control was opened, without a thread. Of several who read, each event goes to one.</summary>
    /// <param name="cancellationToken">Ends the wait; no event is lost by that.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public async ValueTask<AlsaControlEvent> ReadEventAsync(CancellationToken cancellationToken = default)
    {
        _guard.ThrowIfDisposed();
        var told = new byte[AlsaControlEvent.Size];
        try
        {
            _ = await Events.ReadAsync(told, cancellationToken).ConfigureAwait(false);
        }
        catch (RevokedException) when (_guard.IsDisposed)
        {
            throw _guard.CreateDisposed();
        }

        return AlsaControlEvent.Read(told);
    }

    /// <summary>Tells what becomes of the card's elements since the control was opened. Of several who read, each event goes to one.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The events, without end: it ends with <see cref="RevokedException"/> when the card goes.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public async IAsyncEnumerable<AlsaControlEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            yield return await ReadEventAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
