namespace Revoke;

/// <summary>What the path of a <see cref="DeviceId"/> is the path of.</summary>
internal enum DeviceIdKind
{
    /// <summary>A device node; once seen, what is kept is where the device is plugged in.</summary>
    Node,

    /// <summary>A link, followed anew each time.</summary>
    Link,

    /// <summary>The parent.</summary>
    Parent,

    /// <summary>The device itself.</summary>
    Path,
}
