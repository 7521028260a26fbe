namespace Revoke.Diagnostics;

/// <summary>What measurements of device events are tagged with; listed in docs/diagnostics.md.</summary>
internal static class DeviceTags
{
    internal const string Action = "revoke.device.action";
    internal const string Origin = "revoke.device.origin";

    /// <summary>One of a fixed set, whatever a source makes up.</summary>
    internal static string NameOf(string action) =>
        action is "add" or "remove" or "change" or "move" or "online" or "offline" or "bind" or "unbind" or "overflow" ? action : "other";
}
