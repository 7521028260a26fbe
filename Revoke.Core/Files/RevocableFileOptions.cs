namespace Revoke;

/// <summary>How a path or descriptor is opened.</summary>
public sealed record RevocableFileOptions
{
    /// <summary>What the file is opened for. Default read and write; a descriptor that is passed in has its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of the three.</exception>
    public FileAccess Access
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan((int)value, (int)FileAccess.Read, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)value, (int)FileAccess.ReadWrite, nameof(value));
            field = value;
        }
    } = FileAccess.ReadWrite;

    /// <summary>Whether a regular file is created where there is none.</summary>
    public bool Create { get; init; }

    /// <summary>
    /// Whether nobody else may have it who asks too: an advisory lock (flock), TIOCEXCL on a tty, and with <see cref="Create"/> the
    /// file must not exist yet.
    /// </summary>
    public bool Exclusive { get; init; }

    /// <summary>Raw mode and rate of a serial line; <see langword="null"/> leaves the line as it is.</summary>
    public SerialSettings? Serial { get; init; }

    /// <summary>
    /// Whether the end of this file, or an error that can mean so (EIO with a hang-up, ENODEV, ENXIO, EFAULT, EBADFD), says that the
    /// device is gone: the scope is then revoked with <see cref="RevokeCause.Unplugged"/>, and the caller gets <see cref="RevokedException"/>.
    /// A tty whose other side goes answers EIO once and then an end that looks clean.
    /// </summary>
    public bool EndOfFileMeansGone { get; init; }
}
