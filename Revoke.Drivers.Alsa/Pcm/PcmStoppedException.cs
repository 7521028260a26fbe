namespace Revoke.Drivers.Alsa;

/// <summary>
/// A transfer stopped, and the card is there: an xrun (EPIPE), the program being too late, or the hardware's sleep (ESTRPIPE). Goes on after <see cref="AlsaPcm.Prepare"/>, or
/// by itself with <see cref="PcmOptions.Recovery"/>. Never the sign of a card that is gone, which is <see cref="RevokedException"/>.
/// </summary>
public sealed class PcmStoppedException : IOException
{
    private const int EPIPE = 32;
    private const int ESTRPIPE = 86;

    /// <summary>Creates the exception.</summary>
    public PcmStoppedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What stopped.</param>
    public PcmStoppedException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What stopped.</param>
    /// <param name="innerException">What it comes from.</param>
    public PcmStoppedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
        HResult = innerException?.HResult ?? HResult;
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What stopped.</param>
    /// <param name="hresult">The error number: EPIPE or ESTRPIPE.</param>
    public PcmStoppedException(string? message, int hresult)
        : base(message, hresult)
    {
    }

    /// <summary>Frames that were transferred before.</summary>
    public long FramesTransferred { get; init; }

    /// <summary>Whether it is the hardware's sleep, not an xrun.</summary>
    public bool IsSuspended => HResult == ESTRPIPE;

    internal static bool Is(int errno) => errno is EPIPE or ESTRPIPE;
}
