namespace Revoke.Drivers.Uio;

/// <summary>How memory of a UIO device is mapped; always all of a map, because the kernel's offsets say which one and not where in it.</summary>
public sealed record UioMapOptions
{
    /// <summary>What the memory is used for. Default both, where the device is open for both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Writing only, which no processor maps; or none of the values.</exception>
    public FileAccess? Access
    {
        get;
        init => field = value is null or FileAccess.Read or FileAccess.ReadWrite
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "UioMapOptions.Access: a mapping is for reading, or for reading and writing.");
    }

    /// <summary>What stands there after a revoke. Default <see cref="AfterRevoke.Ones"/>, as the registers of a device that is gone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public AfterRevoke AfterRevoke
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "UioMapOptions.AfterRevoke: it is none of the values.");
    } = AfterRevoke.Ones;

    /// <summary>As <see cref="MappingOptions.ReplaceUnderUse"/>: of a device that is gone the memory is replaced at once in any case.</summary>
    public bool ReplaceUnderUse { get; init; }
}
