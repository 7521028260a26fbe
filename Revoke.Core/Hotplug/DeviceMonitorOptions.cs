using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Revoke;

/// <summary>How a monitor finds devices and learns what becomes of them.</summary>
public sealed record DeviceMonitorOptions
{
    private readonly TimeSpan _livenessInterval = TimeSpan.FromSeconds(2);

    /// <summary>Where sysfs is. Default <c>/sys</c>.</summary>
    /// <exception cref="ArgumentException">Not an absolute path.</exception>
    public string SysRoot
    {
        get;
        init => field = CheckRoot(value, nameof(SysRoot));
    } = "/sys";

    /// <summary>Where device nodes are. Default <c>/dev</c>.</summary>
    /// <exception cref="ArgumentException">Not an absolute path.</exception>
    public string DevRoot
    {
        get;
        init => field = CheckRoot(value, nameof(DevRoot));
    } = "/dev";

    /// <summary>Where events come from; <see langword="null"/>, the default, for the kernel's own. The monitor does not dispose it.</summary>
    public IDeviceEventSource? Source { get; init; }

    /// <summary>
    /// How often what is followed is looked at without an event, so that a removal nobody announced (a container, a lost event, a surprise removal) is found.
    /// Default 2 s; <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, or negative and not infinite, or too long for a timer.</exception>
    public TimeSpan LivenessInterval
    {
        get => _livenessInterval;
        init
        {
            ArgumentOutOfRangeException.ThrowIfEqual(value, TimeSpan.Zero);
            _livenessInterval = Deadline.Check(value, nameof(LivenessInterval));
        }
    }

    /// <summary>What the scopes of followed devices begin with: drain timeout, clock, logger. The generation is the monitor's.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public RevokeScopeOptions ScopeOptions
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>Where arrivals, removals and the monitor's own failures are told. Default nowhere.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ILogger Logger
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = NullLogger.Instance;

    /// <summary>What is there while udev runs.</summary>
    internal string UdevSocket { get; init; } = "/run/udev/control";

    private static string CheckRoot(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return value[0] == '/' ? value.Length > 1 ? value.TrimEnd('/') : value : throw new ArgumentException($"{name} '{value}' is not an absolute path.", name);
    }
}
