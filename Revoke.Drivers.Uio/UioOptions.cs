namespace Revoke.Drivers.Uio;

/// <summary>Where a <see cref="UioDriver"/> looks.</summary>
public sealed class UioOptions
{
    /// <summary>Where sysfs is. Default <c>/sys</c>.</summary>
    public string SysRoot { get; set; } = "/sys";

    /// <summary>Where device nodes are. Default <c>/dev</c>.</summary>
    public string DevRoot { get; set; } = "/dev";
}
