namespace Revoke;

/// <summary>An entry of a device's directory in sysfs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDirectory">Whether it is a directory of attributes or of a child device; a link to a directory is none.</param>
/// <param name="LinkTarget">What it points to, relative to the directory, if it is a link (<c>driver</c>, <c>subsystem</c>); else <see langword="null"/>.</param>
public sealed record DeviceEntry(string Name, bool IsDirectory, string? LinkTarget);
