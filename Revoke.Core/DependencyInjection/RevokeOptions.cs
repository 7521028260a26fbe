namespace Revoke;

/// <summary>What a host configures of the library; checked when the host starts, or when it is first asked for.</summary>
public sealed class RevokeOptions
{
    /// <summary>How long revoke and dispose wait for uses and holds to leave, unless the call says otherwise. Default 5 s; zero does not wait, <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often followed devices are looked at without an event. Default 2 s; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan LivenessInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Where sysfs is, an absolute path. Default <c>/sys</c>.</summary>
    public string SysRoot { get; set; } = "/sys";

    /// <summary>Where device nodes are, an absolute path. Default <c>/dev</c>.</summary>
    public string DevRoot { get; set; } = "/dev";
}
