using Revoke.Guards;

namespace Revoke.Hotplug;

/// <summary>The scopes of one instance of a device that end when a driver is unbound from it or bound to it.</summary>
internal sealed class DriverBinding(DeviceDirectory directory, SysfsTree tree)
{
    private readonly List<Bound> _scopes = [];

    internal void Add(RevokeScope scope)
    {
        var sequence = tree.ReadSequence();
        var driver = directory.ReadDriver();
        using (UninterruptedLock.Take(_scopes))
        {
            _scopes.RemoveAll(static bound => !bound.IsLive(out _));
            _scopes.Add(new Bound(new WeakReference<RevokeScope>(scope), driver, sequence));
        }

        // A change that was announced before the scope was listed has missed it; the link is changed before that is announced, and shows it.
        if (!string.Equals(directory.ReadDriver(), driver, StringComparison.Ordinal))
        {
            scope.RevokeWithoutWaiting(CreateReason(driver, scope));
        }
    }

    /// <summary>Takes out those that have come to their end.</summary>
    /// <param name="unbinding">An unbinding that has been announced; null to compare the driver that is there only.</param>
    internal List<(RevokeScope Scope, RevokeReason Reason)> TakeEnded(DeviceEvent? unbinding)
    {
        var ended = new List<(RevokeScope, RevokeReason)>();
        using (UninterruptedLock.Take(_scopes))
        {
            if (_scopes.Count == 0)
            {
                return ended;
            }

            var driver = directory.ReadDriver();
            _scopes.RemoveAll(bound =>
            {
                if (!bound.IsLive(out var scope))
                {
                    return true;
                }

                // An unbinding before the scope was made was that of an earlier driver. One and the same may be back already.
                var isEnded = !string.Equals(driver, bound.Driver, StringComparison.Ordinal) || unbinding is not null && !(unbinding.SequenceNumber <= bound.Sequence);
                if (isEnded)
                {
                    ended.Add((scope, CreateReason(bound.Driver, scope)));
                }

                return isEnded;
            });
        }

        return ended;
    }

    private static RevokeReason CreateReason(string? driver, RevokeScope scope) => new(
        RevokeCause.Unbound,
        driver is null ? $"a driver was bound to {scope.Device?.DevicePath}" : $"the driver {driver} was unbound from {scope.Device?.DevicePath}");

    /// <summary>One of the scopes.</summary>
    /// <param name="Scope">The scope.</param>
    /// <param name="Driver">The driver when it was made; null for none.</param>
    /// <param name="Sequence">The number of the last event that was sent before.</param>
    private sealed record Bound(WeakReference<RevokeScope> Scope, string? Driver, long Sequence)
    {
        internal bool IsLive([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RevokeScope? scope) => Scope.TryGetTarget(out scope) && !scope.IsRevoked;
    }
}
