namespace Revoke.Drivers.Sysfs;

/// <summary>Where a directory's files come from.</summary>
internal interface IPlace
{
    TreeKind Kind { get; }

    /// <summary>The full path, as it is now.</summary>
    string PathOf(RevokeScope scope);

    RevocableFile Open(RevokeScope scope, string name, FileAccess access);

    IReadOnlyList<DeviceEntry> GetEntries(RevokeScope scope);

    /// <summary>A directory below this one, which may not be there.</summary>
    IPlace Below(string name);
}
