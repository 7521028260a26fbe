namespace Revoke.Drivers.Alsa;

/// <summary>What a transfer gets over by itself. A card that is gone is neither of the two, and nothing gets over it.</summary>
[Flags]
public enum PcmRecovery
{
    /// <summary>Nothing: the caller gets the exception, and goes on after <see cref="AlsaPcm.Prepare"/>.</summary>
    None = 0,

    /// <summary>An xrun: the PCM is prepared again, and the transfer goes on. Counted by <see cref="AlsaPcm.XrunCount"/>.</summary>
    Xrun = 1,

    /// <summary>The hardware's sleep: it is resumed, or, if it cannot be, prepared again, and the transfer goes on.</summary>
    Suspend = 2,

    /// <summary>Both.</summary>
    All = Xrun | Suspend,
}
