namespace Revoke.Drivers.Alsa;

/// <summary>What a PCM is asked for besides transfers.</summary>
internal enum PcmRequest
{
    Prepare,
    Start,
    Drop,
    Pause,
    Resume,
    State,
    Status,
    Delay,
    Available,
    Begin,
    Commit,
}
