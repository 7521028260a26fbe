namespace Revoke.Drivers.Uio;

/// <summary>How a UIO device is opened.</summary>
public sealed record UioOpenOptions
{
    /// <summary>What its node is opened for. Default both; for reading only, maps cannot be written and interrupts not be switched through the node.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Writing only, in which there is no interrupt and no map; or none of the values.</exception>
    public FileAccess Access
    {
        get;
        init => field = value is FileAccess.Read or FileAccess.ReadWrite
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "UioOpenOptions.Access: a UIO device is opened for reading, or for reading and writing.");
    } = FileAccess.ReadWrite;

    /// <summary>
    /// Whether nobody else may have it who asks for that too, in this process or another: an advisory lock (flock) on the node, until the device is disposed, revoked, or the process
    /// ends. UIO itself lets in everybody. Who does not ask is not kept out.
    /// </summary>
    public bool Exclusive { get; init; }

    /// <summary>
    /// How often <see cref="UioDevice.CheckLiveness"/> is called by itself, on the clock of the monitor's scopes: for surprise removals of which the kernel is not told.
    /// Default <see cref="Timeout.InfiniteTimeSpan"/>, for never: the monitor's own look at what it follows does not ask the hardware.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, or negative and not infinite, or too long for a timer.</exception>
    public TimeSpan LivenessInterval
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMilliseconds(int.MaxValue - 1));
            }

            field = value;
        }
    } = Timeout.InfiniteTimeSpan;
}
