namespace Revoke.Cli.Watch;

/// <summary>What is to be watched.</summary>
/// <param name="Followed">The devices to follow.</param>
/// <param name="Events">Whether uevents are told.</param>
/// <param name="Subsystems">Only those of these; empty for all.</param>
internal sealed record WatchSettings(IReadOnlyList<FollowedDevice> Followed, bool Events, IReadOnlyList<string> Subsystems)
{
    /// <summary>Whether it is told; that events were lost always is.</summary>
    internal bool Takes(DeviceEvent happening) => Events
        && (Subsystems.Count == 0
            || happening.DevicePath.Length == 0
            || (happening.Subsystem is { } subsystem && Subsystems.Contains(subsystem, StringComparer.Ordinal)));
}
