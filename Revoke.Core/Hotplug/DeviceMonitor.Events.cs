using Revoke.Guards;
using Revoke.Hotplug;

namespace Revoke;

/// <content>What an event does to what is followed.</content>
public sealed partial class DeviceMonitor
{
    private void Handle(DeviceEvent happened)
    {
        var work = new Aftermath(Options.Logger);
        try
        {
            using (UninterruptedLock.Take(_sync))
            {
                HandleUnsynchronized(happened, work);
            }
        }
        finally
        {
            work.Do(); // what is known to be gone is revoked, whatever went wrong beside it
        }

        Publish(happened);
    }

    private void HandleUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        switch (happened.Action)
        {
            case "remove":
                RemoveUnsynchronized(happened, work);
                break;
            case "move":
                MoveUnsynchronized(happened, work);
                NoteNeighbourUnsynchronized(happened, work);
                ArriveUnsynchronized(happened, work);
                break;
            case "add":
                NoteReturnUnsynchronized(happened);
                NoteNeighbourUnsynchronized(happened, work);
                ArriveUnsynchronized(happened, work);
                break;
            case "unbind":
                RebindUnsynchronized(happened, work);
                break;
            case "bind":
                RebindUnsynchronized(happened, work);
                ArriveUnsynchronized(happened, work);
                break;
            case "change" or "online":
                ArriveUnsynchronized(happened, work);
                break;
            case DeviceEvent.OverflowAction:
                LookAtAllUnsynchronized(work, SeenBefore.DoesNotMatter);
                break;
        }
    }

    /// <summary>Only an event later than the instance counts, not its predecessor's that is read late.</summary>
    private void RemoveUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        foreach (var track in _tracks.Values)
        {
            if (track.Current is { } current && current.IsRemovedBy(happened) && !(happened.SequenceNumber <= current.Sequence))
            {
                TryUnsynchronized(() => RemoveUnsynchronized(track, happened, work), track, work);
            }
        }
    }

    private void RemoveUnsynchronized(DeviceTrack track, DeviceEvent happened, Aftermath work)
    {
        if (happened.Properties.ContainsKey("SYNTH_UUID"))
        {
            DetachIfGoneUnsynchronized(track, work); // somebody wrote "remove" into its uevent file, which removes nothing
            return;
        }

        DetachUnsynchronized(track, new RevokeReason(RevokeCause.Unplugged, $"{happened.DevicePath} was removed"), work);
    }

    /// <summary>A rename takes the device's descendants along, of which nothing is said.</summary>
    private void MoveUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        if (happened.PreviousDevicePath is not { } previous)
        {
            return;
        }

        foreach (var track in _tracks.Values)
        {
            if (track.Current is { } current && current.Device.DevicePath is var path && path.StartsWith(previous, StringComparison.Ordinal)
                && (path.Length == previous.Length || path[previous.Length] == '/') && InodeOf(path) != current.Directory.Inode)
            {
                TryUnsynchronized(
                    () => current.Device = _tree.Describe(current.Directory, happened.DevicePath + path[previous.Length..]) ?? current.Device,
                    track,
                    work);
            }
        }
    }

    /// <summary>The device stays; what is good only with the driver that it had does not.</summary>
    private void RebindUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        var isUnbinding = string.Equals(happened.Action, "unbind", StringComparison.Ordinal) && !happened.Properties.ContainsKey("SYNTH_UUID");
        foreach (var track in _tracks.Values)
        {
            if (track.Current is { } current && string.Equals(current.Device.DevicePath, happened.DevicePath, StringComparison.Ordinal))
            {
                TryUnsynchronized(() => work.Ended(current.Binding.TakeEnded(isUnbinding ? happened : null)), track, work);
            }
        }
    }

    private void NoteReturnUnsynchronized(DeviceEvent happened)
    {
        foreach (var track in _tracks.Values)
        {
            if (track.Current is null && string.Equals(track.LastPath, happened.DevicePath, StringComparison.Ordinal))
            {
                track.HasBeenAway = true;
            }
        }
    }

    private void NoteNeighbourUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        foreach (var track in _tracks.Values)
        {
            if (track is { Current: not null, Place.Kind: DeviceIdKind.Parent } && CanBe(track.Place, happened))
            {
                TryUnsynchronized(() => NoteNeighboursUnsynchronized(track), track, work);
            }
        }
    }

    private void ArriveUnsynchronized(DeviceEvent happened, Aftermath work)
    {
        if (_waitsForUdev && !happened.IsFromUdev)
        {
            return;
        }

        foreach (var track in _tracks.Values)
        {
            if (track is { Current: null, Waiting.Count: > 0 } && CanBe(track.Place, happened))
            {
                TryUnsynchronized(() => AttachUnsynchronized(track, work), track, work);
            }
        }
    }

    /// <summary>Whether it is worth a look.</summary>
    private static bool CanBe(DeviceId place, DeviceEvent happened) => place.Kind switch
    {
        DeviceIdKind.Path => string.Equals(place.Path, happened.DevicePath, StringComparison.Ordinal),
        DeviceIdKind.Parent => happened.DevicePath.StartsWith(place.Path, StringComparison.Ordinal)
            && (happened.Subsystem is null || string.Equals(happened.Subsystem, place.Subsystem, StringComparison.Ordinal)),
        _ => true,
    };

    /// <summary>The state of things, compared with what is known of it.</summary>
    private void LookAtAllUnsynchronized(Aftermath work, SeenBefore seenBefore)
    {
        foreach (var track in _tracks.Values)
        {
            TryUnsynchronized(
                () =>
                {
                    ForgetIfUnusedUnsynchronized(track);
                    DetachIfGoneUnsynchronized(track, work);
                    if (track.Current is { } current)
                    {
                        work.Ended(current.Binding.TakeEnded(unbinding: null));
                    }

                    if (track.Waiting.Count > 0)
                    {
                        AttachUnsynchronized(track, work, seenBefore);
                    }
                },
                track,
                work);
        }
    }

    // One that cannot be looked up now, for want of a descriptor, keeps nobody else waiting; the next look tries again.
    private static void TryUnsynchronized(Action look, DeviceTrack track, Aftermath work)
    {
        try
        {
            look();
        }
        catch (Exception exception)
        {
            work.Failed("look", track.Id.ToString(), exception);
        }
    }
}
