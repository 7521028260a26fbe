namespace Revoke;

/// <summary>Why a sleeper was woken. The first one to settle a sleep decides.</summary>
internal enum WakeCause
{
    None,
    Ready,
    Revoked,
    Disposed,
    Cancelled,
    TimedOut,
}
