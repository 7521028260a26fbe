namespace Revoke.Hotplug;

/// <summary>What a monitor knows of one identity. Guarded by the monitor's lock.</summary>
internal sealed class DeviceTrack(DeviceId id)
{
    private readonly List<WeakReference<RevokeScope>> _scopes = [];

    internal DeviceId Id { get; } = id;

    /// <summary>What is looked for: of a node that has been seen, the place it is plugged in at.</summary>
    internal DeviceId Place { get; set; } = id;

    /// <summary>How many instances there have been.</summary>
    internal long Generation { get; set; }

    internal FollowedDevice? Current { get; set; }

    /// <summary>The last instance's device path and directory; the directory stands for a while after the removal has been announced, and is not to be taken for a return.</summary>
    internal string? LastPath { get; set; }

    internal ulong LastInode { get; set; }

    /// <summary>Whether the last instance was removed, and not only forgotten because nobody followed it.</summary>
    internal bool HasDeparted { get; set; }

    /// <summary>Whether the last instance has been out of sight since it departed: its directory, seen again, is a return (from another network namespace).</summary>
    internal bool HasBeenAway { get; set; }

    /// <summary>The directories of the neighbours that were there while the last instance was: they are others, whatever their rank is by now.</summary>
    internal Dictionary<string, ulong> Neighbours { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of the last event that the kernel had sent when <see cref="Neighbours"/> were noted; 0 if it is not known.</summary>
    internal long NeighboursAsOf { get; set; }

    /// <summary>Seen by the last look without an event, and not attached to yet.</summary>
    internal ulong Candidate { get; set; }

    /// <summary>Who waits for the next instance.</summary>
    internal List<TaskCompletionSource> Waiting { get; } = [];

    internal void Add(RevokeScope scope) => _scopes.Add(new WeakReference<RevokeScope>(scope));

    /// <summary>Scopes of the current instance that are neither revoked nor forgotten.</summary>
    internal List<RevokeScope> TakeStock()
    {
        var live = new List<RevokeScope>();
        _scopes.RemoveAll(weak =>
        {
            var isLive = weak.TryGetTarget(out var scope) && !scope.IsRevoked;
            if (isLive)
            {
                live.Add(scope!);
            }

            return !isLive;
        });
        return live;
    }
}
