using Revoke.Hotplug;

namespace Revoke;

/// <content>Attaching to what is there and letting go of what is not.</content>
public sealed partial class DeviceMonitor
{
    private DeviceTrack GetTrackUnsynchronized(DeviceId device)
    {
        if (!_tracks.TryGetValue(device, out var track))
        {
            _tracks.Add(device, track = new DeviceTrack(device));
        }

        return track;
    }

    /// <summary>Where the device is now; null if nowhere.</summary>
    private string? LocateUnsynchronized(DeviceTrack track)
    {
        var place = track.Place;
        switch (place.Kind)
        {
            case DeviceIdKind.Path:
                return place.Path;
            case DeviceIdKind.Link:
                return _tree.FindDevicePath(place.Path);
            case DeviceIdKind.Parent:
                return LocateByRankUnsynchronized(track, place);
            default:
                return _tree.FindDevicePath(place.Path);
        }
    }

    /// <summary>By rank among the devices that were not there, as others, when the last instance went.</summary>
    private string? LocateByRankUnsynchronized(DeviceTrack track, DeviceId place)
    {
        var paths = _tree.ListBelow(place.Path, place.Subsystem!);
        var rank = place.Index;
        foreach (var (neighbour, inode) in track.Neighbours)
        {
            if (InodeOf(neighbour) == inode)
            {
                paths.Remove(neighbour);
                rank -= NaturalOrder.Instance.Compare(neighbour, track.LastPath) < 0 ? 1 : 0;
            }
        }

        rank = Math.Max(rank, 0); // neighbours that came after it, and stand before it, were not counted when it was found
        return rank < paths.Count ? paths[rank] : null;
    }

    private DeviceId CreatePlace(string path)
    {
        if (_tree.FindPlace(path) is { } parent && _tree.Find(path)?.Subsystem is { } subsystem)
        {
            var rank = _tree.ListBelow(parent, subsystem).IndexOf(path);
            if (rank >= 0)
            {
                return DeviceId.FromParent(parent, subsystem, rank);
            }
        }

        return DeviceId.FromPath(path);
    }

    private ulong? InodeOf(string devicePath) => FileStatus.TryGet(_tree.ToSysPath(devicePath))?.Inode;

    /// <summary>
    /// Attaches to the instance that is there, if there is one that is not the last one on its way out. A look from time to time takes what it
    /// has <paramref name="seenBefore"/> for settled: udev, where it runs, has had its time, and a directory that still stands is not that of a removed device.
    /// </summary>
    private void AttachUnsynchronized(DeviceTrack track, Aftermath work, SeenBefore seenBefore = SeenBefore.DoesNotMatter)
    {
        if (track.Current is not null)
        {
            return;
        }

        if (FindUnsynchronized(track) is not { } found)
        {
            track.HasBeenAway = true;
            track.Candidate = 0;
            return;
        }

        var (path, inode) = (found.Device.DevicePath, found.Directory.Inode);
        var isOnItsWayOut = track.HasDeparted && !track.HasBeenAway && inode == track.LastInode && string.Equals(path, track.LastPath, StringComparison.Ordinal);
        var isSettled = seenBefore != SeenBefore.DoesNotMatter && track.Candidate == inode;
        if (!isSettled && (isOnItsWayOut || seenBefore == SeenBefore.IsRequired))
        {
            track.Candidate = inode;
            found.Dispose();
            return;
        }

        var isNew = track.Generation == 0 || track.HasDeparted || inode != track.LastInode;
        track.Generation += isNew ? 1 : 0;

        track.Current = found;
        track.LastPath = path;
        track.LastInode = inode;
        track.HasDeparted = track.HasBeenAway = false;
        track.Candidate = 0;
        NoteNeighboursUnsynchronized(track);
        if (isNew)
        {
            work.Begun(track);
        }

        work.Wake(track);
    }

    /// <summary>The instance that is there; null if there is none. Of a node that is found the place is kept from then on.</summary>
    private FollowedDevice? FindUnsynchronized(DeviceTrack track)
    {
        var path = LocateUnsynchronized(track);
        var directory = path is null ? null : DeviceDirectory.TryOpen(_tree.ToSysPath(path));
        FollowedDevice? found = null;
        try
        {
            if (directory is not null)
            {
                // I15: while this directory is open, so that its predecessor's removal is counted; before it is seen alive, so that its own is not.
                var sequence = _tree.ReadSequence();
                var place = track.Place.Kind == DeviceIdKind.Node ? CreatePlace(path!) : track.Place;
                if (_tree.Describe(directory, path!) is { } device)
                {
                    track.Place = place;
                    found = new FollowedDevice(device, directory, sequence)
                    {
                        Number = SysfsTree.ReadNumber(directory),
                        Binding = new DriverBinding(directory, _tree),
                    };
                }
            }

            return found;
        }
        finally
        {
            if (found is null)
            {
                directory?.Dispose();
            }
        }
    }

    private void DetachIfGoneUnsynchronized(DeviceTrack track, Aftermath work)
    {
        if (track.Current is { } current && !IsHereUnsynchronized(current))
        {
            DetachUnsynchronized(track, new RevokeReason(RevokeCause.Unplugged, $"{current.Device.DevicePath} is not there any more"), work);
            track.HasBeenAway = InodeOf(current.Device.DevicePath) != track.LastInode; // one that is going stands for a while
        }

        // Neighbours come and go with an event. Where the kernel has sent none since, a look, of which there is one every few seconds for ever, need not go through all of them again.
        if (track.NeighboursAsOf == 0 || _tree.ReadSequence() != track.NeighboursAsOf)
        {
            NoteNeighboursUnsynchronized(track);
        }
    }

    /// <summary>Whether an instance is still there and visible; one that was renamed without an event is found again.</summary>
    private bool IsHereUnsynchronized(FollowedDevice current)
    {
        if (current.IsGone)
        {
            return false;
        }

        var device = current.Device;
        if (InodeOf(device.DevicePath) == current.Directory.Inode)
        {
            return true;
        }

        // Alive, and not at its path: renamed, or moved out of sight, to another network namespace.
        var path = device.Subsystem is null ? null : _tree.List(device.Subsystem).Find(path => InodeOf(path) == current.Directory.Inode);
        if (path is null || _tree.Describe(current.Directory, path) is not { } renamed)
        {
            return false;
        }

        current.Device = renamed;
        return true;
    }

    private static void DetachUnsynchronized(DeviceTrack track, RevokeReason reason, Aftermath work)
    {
        var current = track.Current!;
        track.Current = null;
        track.LastPath = current.Device.DevicePath;
        track.HasDeparted = true;
        track.HasBeenAway = false;
        current.MarkRemoved();
        work.Gone(track, current, reason);
    }

    /// <summary>
    /// Notes who is there beside the instance, while it is there: of what is found after its removal nobody could say whether it is a neighbour or what has come in its place.
    /// </summary>
    private void NoteNeighboursUnsynchronized(DeviceTrack track)
    {
        if (track.Current is not { } current || track.Place is not { Kind: DeviceIdKind.Parent } place)
        {
            return;
        }

        var sequence = _tree.ReadSequence();
        var beside = _tree.ListBelow(place.Path, place.Subsystem!)
            .Select(path => (Path: path, Inode: InodeOf(path)))
            .Where(other => other.Inode is { } inode && inode != current.Directory.Inode)
            .ToList();
        if (IsHereUnsynchronized(current))
        {
            track.NeighboursAsOf = sequence;
            track.Neighbours.Clear();
            beside.ForEach(other => track.Neighbours[other.Path] = other.Inode!.Value);
        }
    }

    private RevokeScope CreateScopeUnsynchronized(DeviceTrack track, FollowedDevice current)
    {
        var scope = new RevokeScope(track.Id.ToString(), Options.ScopeOptions with { Generation = track.Generation, Presence = current });
        track.Add(scope);
        return scope;
    }

    /// <summary>Lets go of a device that nobody follows; the count of its generations, if there were any, stays.</summary>
    private void ForgetIfUnusedUnsynchronized(DeviceTrack track)
    {
        var isUsed = track.TakeStock().Count > 0 || track.Waiting.Count > 0;
        if (track.Current is { } current && !isUsed)
        {
            track.Current = null;
            current.Dispose();
        }

        if (track.Generation == 0 && !isUsed)
        {
            _tracks.Remove(track.Id); // which an enumeration of them allows
        }
    }
}
