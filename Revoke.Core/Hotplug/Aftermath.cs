using Microsoft.Extensions.Logging;
using Revoke.Diagnostics;

namespace Revoke.Hotplug;

/// <summary>What is to be done once the monitor's lock is free: the dead are revoked before anybody hears of what came.</summary>
internal sealed class Aftermath(ILogger logger)
{
    private List<Departure>? _gone;
    private List<(RevokeScope Scope, RevokeReason Reason)>? _ended;
    private List<TaskCompletionSource>? _arrived;
    private List<Action<ILogger>>? _told;

    /// <summary>Its scopes are to be revoked, and its directory to be closed.</summary>
    internal void Gone(DeviceTrack track, FollowedDevice device, RevokeReason reason)
    {
        (_gone ??= []).Add(new Departure(device, track.TakeStock(), reason));
        var (id, generation) = (track.Id, track.Generation);
        Tell(to =>
        {
            Log.DeviceGone(to, id, generation, reason.Detail ?? reason.Cause.ToString());
            Telemetry.Removed();
        });
    }

    /// <summary>Scopes that end while their device stays.</summary>
    internal void Ended(List<(RevokeScope Scope, RevokeReason Reason)> scopes)
    {
        if (scopes.Count > 0)
        {
            (_ended ??= []).AddRange(scopes);
        }
    }

    /// <summary>There is a new instance.</summary>
    internal void Begun(DeviceTrack track)
    {
        var (id, generation, path) = (track.Id, track.Generation, track.LastPath!);
        Tell(to =>
        {
            Log.DeviceArrived(to, id, generation, path);
            Telemetry.GenerationBegun();
        });
    }

    /// <summary>Who waits for it is to look again.</summary>
    internal void Wake(DeviceTrack track)
    {
        if (track.Waiting.Count > 0)
        {
            (_arrived ??= []).AddRange(track.Waiting);
            track.Waiting.Clear();
        }
    }

    internal void Failed(string action, string path, Exception exception) => Tell(to =>
    {
        Log.EventFailed(to, action, path, exception);
        Telemetry.MonitorFailed();
    });

    internal void Do()
    {
        // I16: in this order.
        foreach (var (device, scopes, reason) in _gone ?? [])
        {
            foreach (var scope in scopes)
            {
                scope.RevokeWithoutWaiting(reason);
            }

            device.Dispose();
        }

        foreach (var (scope, reason) in _ended ?? [])
        {
            scope.RevokeWithoutWaiting(reason);
        }

        foreach (var waiting in _arrived ?? [])
        {
            waiting.TrySetResult();
        }

        foreach (var tell in _told ?? [])
        {
            tell(logger);
        }
    }

    private void Tell(Action<ILogger> tell) => (_told ??= []).Add(tell);

    private sealed record Departure(FollowedDevice Device, List<RevokeScope> Scopes, RevokeReason Reason);
}
