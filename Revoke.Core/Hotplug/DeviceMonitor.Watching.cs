using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Revoke.Guards;

namespace Revoke;

/// <content>Events for whoever wants to see them all.</content>
public sealed partial class DeviceMonitor
{
    private const int WatchCapacity = 8192;

    private Watch[] _watches = [];

    /// <summary>
    /// Every event from this call on, after the monitor has acted on it. A reader that falls far behind loses events and gets <see cref="DeviceEvent.Overflow"/> in their place; it delays nobody.
    /// </summary>
    /// <param name="cancellationToken">Ends the sequence.</param>
    /// <returns>The events; enumerate it, or let the token fire: events are kept for it until then. It ends when the monitor is disposed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public IAsyncEnumerable<DeviceEvent> WatchAsync(CancellationToken cancellationToken = default)
    {
        var watch = new Watch();
        using (UninterruptedLock.Take(_sync))
        {
            ThrowIfDisposedUnsynchronized();
            _watches = [.. _watches, watch];
        }

        watch.Registration = cancellationToken.UnsafeRegister(_ => Remove(watch), null);
        return ReadAsync(watch, cancellationToken);
    }

    private async IAsyncEnumerable<DeviceEvent> ReadAsync(Watch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in watch.Events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            await watch.Registration.DisposeAsync().ConfigureAwait(false);
            Remove(watch);
        }
    }

    private void Remove(Watch watch)
    {
        using var guard = UninterruptedLock.Take(_sync);
        _watches = Array.FindAll(_watches, other => other != watch);
    }

    private void Publish(DeviceEvent happened)
    {
        foreach (var watch in Volatile.Read(ref _watches))
        {
            watch.Write(happened);
        }
    }

    private void CompleteWatches()
    {
        foreach (var watch in Volatile.Read(ref _watches))
        {
            watch.Events.Writer.TryComplete();
        }
    }

    private sealed class Watch
    {
        private bool _hasLost;

        internal CancellationTokenRegistration Registration { get; set; }

        internal Channel<DeviceEvent> Events { get; } = Channel.CreateBounded<DeviceEvent>(new BoundedChannelOptions(WatchCapacity) { SingleReader = true });

        // Only the listening thread writes.
        internal void Write(DeviceEvent happened)
        {
            _hasLost = _hasLost && !Events.Writer.TryWrite(DeviceEvent.Overflow);
            _hasLost = _hasLost || !Events.Writer.TryWrite(happened);
        }
    }
}
