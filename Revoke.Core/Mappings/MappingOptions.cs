namespace Revoke;

/// <summary>How a file is mapped.</summary>
public sealed record MappingOptions
{
    /// <summary>What the memory is used for. Default reading only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values; or writing only, which no processor maps.</exception>
    public FileAccess Access
    {
        get;
        init => field = value is FileAccess.Read or FileAccess.ReadWrite
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MappingOptions.Access: a mapping is for reading, or for reading and writing.");
    } = FileAccess.Read;

    /// <summary>Where in the file it begins, in bytes; not necessarily on a page. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long Offset
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MappingOptions.Offset: it is negative.");
    }

    /// <summary>How long it is, in bytes; <see langword="null"/>, the default, for the rest of the file, or disk. The node of a character device has no length of its own, so one has to be given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public long? Length
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MappingOptions.Length: it is not positive.");
    }

    /// <summary>Whether writes stay in this mapping (MAP_PRIVATE) and never reach the file. Default: they are shared.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>
    /// Whether it is the memory of a device: replaced at once when the device is gone, before anybody inside has left, so that nobody goes on driving
    /// what comes next in its place. <see langword="null"/>, the default, for yes with character devices and with files of sysfs.
    /// </summary>
    public bool? IsDeviceMemory { get; init; }

    /// <summary>What stands there after a revoke. <see langword="null"/>, the default, for <see cref="AfterRevoke.Ones"/> with device memory, else <see cref="AfterRevoke.Zeros"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public AfterRevoke? AfterRevoke
    {
        get;
        init => field = value is null or Revoke.AfterRevoke.Zeros or Revoke.AfterRevoke.Ones or Revoke.AfterRevoke.BusError
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MappingOptions.AfterRevoke: it is none of the values.");
    }

    /// <summary>
    /// Whether a revoke whose deadline has passed replaces the memory under those who are still inside: they read other bytes from one moment to the next, and
    /// <see cref="MappingView.IsRevoked"/> tells. Default: they keep it, and the outcome names them.
    /// </summary>
    public bool ReplaceUnderUse { get; init; }
}
