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
                if (_tree.FindDevicePath(place.Path) is { } path)
                {
                    track.Place = CreatePlace(path);
                    return path;
                }

                return null;
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

        return rank >= 0 && rank < paths.Count ? paths[rank] : null;
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
    /// Attaches to the instance that is there, if there is one that is not the last one on its way out; with <paramref name="onlyIfSeenBefore"/> not at
    /// the first look, because udev may not be done with it, and will say so if it runs well.
    /// </summary>
    private void AttachUnsynchronized(DeviceTrack track, Aftermath work, bool onlyIfSeenBefore = false)
    {
        if (track.Current is not null)
        {
            return;
        }

        // I15: before the look; a removal with a later number is this instance's.
        var sequence = _tree.ReadSequence();
        var path = LocateUnsynchronized(track);
        var directory = path is null ? null : DeviceDirectory.TryOpen(_tree.ToSysPath(path));
        var device = directory is null ? null : _tree.Describe(directory, path!);
        if (device is null || directory is null)
        {
            directory?.Dispose();
            track.HasBeenAway = true;
            track.Candidate = 0;
            return;
        }

        var isOnItsWayOut = track.HasDeparted && !track.HasBeenAway && directory.Inode == track.LastInode && string.Equals(path, track.LastPath, StringComparison.Ordinal);
        if (isOnItsWayOut || (onlyIfSeenBefore && track.Candidate != directory.Inode))
        {
            track.Candidate = directory.Inode;
            directory.Dispose();
            return;
        }

        var isNew = track.Generation == 0 || track.HasDeparted || directory.Inode != track.LastInode;
        track.Generation += isNew ? 1 : 0;

        track.Current = new FollowedDevice(device, directory, sequence) { Number = SysfsTree.ReadNumber(directory) };
        track.LastPath = path;
        track.LastInode = directory.Inode;
        track.HasDeparted = track.HasBeenAway = false;
        track.Candidate = 0;
        track.Neighbours.Clear();
        if (isNew)
        {
            work.Begun(track);
        }

        work.Wake(track);
    }

    private void DetachIfGoneUnsynchronized(DeviceTrack track, Aftermath work)
    {
        if (track.Current is { } current && !IsHereUnsynchronized(current))
        {
            DetachUnsynchronized(track, new RevokeReason(RevokeCause.Unplugged, $"{current.Device.DevicePath} is not there any more"), work);
            track.HasBeenAway = true;
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

    private void DetachUnsynchronized(DeviceTrack track, RevokeReason reason, Aftermath work)
    {
        var current = track.Current!;
        track.Current = null;
        track.LastPath = current.Device.DevicePath;
        track.HasDeparted = true;
        track.HasBeenAway = false;
        current.MarkRemoved();
        work.Gone(track, current, reason);
        if (track.Place is { Kind: DeviceIdKind.Parent } place)
        {
            foreach (var path in _tree.ListBelow(place.Path, place.Subsystem!))
            {
                if (InodeOf(path) is { } inode && inode != track.LastInode)
                {
                    track.Neighbours[path] = inode;
                }
            }
        }
    }

    private RevokeScope CreateScopeUnsynchronized(DeviceTrack track, FollowedDevice current)
    {
        var scope = new RevokeScope(track.Id.ToString(), Options.ScopeOptions with { Generation = track.Generation, Presence = current });
        track.Add(scope);
        return scope;
    }

    /// <summary>Lets go of a device that nobody follows; the count of its generations stays.</summary>
    private static void ForgetIfUnusedUnsynchronized(DeviceTrack track)
    {
        if (track.Current is { } current && track.Waiting.Count == 0 && track.TakeStock().Count == 0)
        {
            track.Current = null;
            current.Dispose();
        }
    }
}
