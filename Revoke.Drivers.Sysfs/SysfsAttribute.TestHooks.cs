namespace Revoke.Drivers.Sysfs;

/// <content>What tests look at.</content>
public sealed partial class SysfsAttribute
{
    /// <summary>The file that is waited on; null before the first wait.</summary>
    internal RevocableFile? WatchedFile => _watch?.File;

    /// <summary>Whether a change from here on ends the next wait, however late that begins.</summary>
    internal bool IsArmed => Volatile.Read(ref _isArmed);
}
