using System.Runtime.CompilerServices;
using Revoke.Guards;
using Revoke.Hotplug;

namespace Revoke;

/// <content>One loop over all generations of a device.</content>
public sealed partial class DeviceMonitor
{
    /// <summary>
    /// The device's instances one after the other: the one that is there, or else the next that comes, and after each replug again. Each scope is revoked when its instance is removed; the
    /// caller disposes it. An instance is given once: after its scope, the next one is waited for. Who is slow gets the newest; generations that have gone by are left out.
    /// </summary>
    /// <param name="device">The device; it need not be there.</param>
    /// <param name="cancellationToken">Ends the sequence.</param>
    /// <returns>The scopes.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed, maybe while this waited.</exception>
    /// <exception cref="IOException">The device could not be looked up.</exception>
    public IAsyncEnumerable<RevokeScope> GenerationsAsync(DeviceId device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        return EnumerateAsync(device, cancellationToken);
    }

    private async IAsyncEnumerable<RevokeScope> EnumerateAsync(DeviceId device, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (scope, arrival) = TakeOrWait(device, last);
            if (scope is not null)
            {
                last = scope.Generation;
                yield return scope;
                continue;
            }

            try
            {
                await arrival!.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                StopWaiting(device, arrival!);
                throw;
            }
        }
    }

    /// <summary>The newest instance if it is later than the last one taken; else what is set when there may be one.</summary>
    private (RevokeScope? Scope, TaskCompletionSource? Arrival) TakeOrWait(DeviceId device, long last)
    {
        var work = new Aftermath(Options.Logger);
        (RevokeScope?, TaskCompletionSource?) result;
        try
        {
            using (UninterruptedLock.Take(_sync))
            {
                ThrowIfDisposedUnsynchronized();
                var track = GetTrackUnsynchronized(device);
                DetachIfGoneUnsynchronized(track, work);
                AttachUnsynchronized(track, work);
                if (track.Current is { } current && track.Generation > last)
                {
                    result = (CreateScopeUnsynchronized(track, current), null);
                }
                else
                {
                    var arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    track.Waiting.Add(arrival);
                    result = (null, arrival);
                }
            }
        }
        finally
        {
            work.Do(); // also if the next instance could not be looked up
        }

        return result;
    }

    private void StopWaiting(DeviceId device, TaskCompletionSource arrival)
    {
        using var guard = UninterruptedLock.Take(_sync);
        if (_tracks.TryGetValue(device, out var track))
        {
            track.Waiting.Remove(arrival);
            ForgetIfUnusedUnsynchronized(track);
        }
    }
}
