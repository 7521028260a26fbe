namespace Revoke.Drivers.Sysfs;

/// <summary>Where a <see cref="SysfsDriver"/> looks.</summary>
public sealed class SysfsOptions
{
    /// <summary>The root of the tree: <c>/sys</c>, the default; or another tree of small files, as <c>/proc</c>, <c>/sys/kernel/debug</c> or a control group's, which has no devices.</summary>
    public string Root { get; set; } = "/sys";
}
