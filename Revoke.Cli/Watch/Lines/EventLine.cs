namespace Revoke.Cli.Watch.Lines;

/// <summary>A uevent.</summary>
/// <param name="Time">When it was received.</param>
/// <param name="Action">add, remove, change, move, online, offline, bind or unbind; overflow if events were lost.</param>
/// <param name="DevicePath">The device's path below the root of sysfs.</param>
/// <param name="Subsystem">Its class or bus; null if it was not said.</param>
/// <param name="Node">Its device node below the root of device nodes; null if it has none.</param>
/// <param name="Source">Who said it: kernel or udev.</param>
/// <param name="SequenceNumber">The kernel's number of the event; null if it was not said.</param>
/// <param name="PreviousDevicePath">Where it was before a move; else null.</param>
/// <param name="Properties">Everything that was said.</param>
internal sealed record EventLine(
    DateTimeOffset Time,
    string Action,
    string DevicePath,
    string? Subsystem,
    string? Node,
    string Source,
    long? SequenceNumber,
    string? PreviousDevicePath,
    IReadOnlyDictionary<string, string> Properties) : WatchLine(Time)
{
    internal static EventLine Of(DeviceEvent happening) => new(
        happening.Timestamp == 0 ? Now : Now - TimeProvider.System.GetElapsedTime(happening.Timestamp),
        happening.Action,
        happening.DevicePath,
        happening.Subsystem,
        happening.Node,
        happening.IsFromUdev ? "udev" : "kernel",
        happening.SequenceNumber,
        happening.PreviousDevicePath,
        happening.Properties);

    internal override (string Word, string Text) Describe()
    {
        var from = PreviousDevicePath is null ? string.Empty : $" (was {PreviousDevicePath})";
        return (Action, DevicePath.Length == 0 ? "events were lost" : $"{Subsystem ?? "-"}  {DevicePath}{from}");
    }
}
