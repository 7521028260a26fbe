namespace Revoke.Drivers.Alsa.Interop;

/// <summary>libasound's negative error numbers as exceptions.</summary>
internal static class AlsaErrors
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EIO = 5;
    internal const int ENXIO = 6;
    internal const int EAGAIN = 11;
    internal const int EACCES = 13;
    internal const int EBUSY = 16;
    internal const int ENODEV = 19;
    internal const int EINVAL = 22;
    internal const int EPIPE = 32;
    internal const int ENOSYS = 38;
    internal const int ENOTTY = 25;
    internal const int EBADFD = 77;
    internal const int ESTRPIPE = 86;

    /// <summary>
    /// Ours, in place of EBADFD, which ALSA answers of a PCM that is in the wrong state as well as of a card that is gone: this one is there, and nobody has to wait to see it go.
    /// </summary>
    internal const int NotInThatState = 0x10000;

    /// <summary>Throws for a negative result; returns others.</summary>
    internal static int Check(int result, string operation, string name) => result >= 0 ? result : throw ToException(-result, operation, name);

    /// <summary>The exception for an error number.</summary>
    /// <param name="errno">Positive.</param>
    /// <param name="operation">What failed.</param>
    /// <param name="name">Of what.</param>
    /// <param name="said">What libasound said; empty if nothing.</param>
    internal static Exception ToException(int errno, string operation, string name, string said = "")
    {
        var message = $"{operation} '{name}': {Asound.Describe(errno)}{(said.Length > 0 ? $". libasound says: {said}" : ".")}";
        return errno switch
        {
            ENOENT or ENODEV or ENXIO => new FileNotFoundException(message, name),
            EACCES or EPERM => new UnauthorizedAccessException(message),
            _ => new IOException(message, errno),
        };
    }
}
