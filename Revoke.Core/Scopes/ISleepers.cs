namespace Revoke;

/// <summary>The sleepers of one file.</summary>
internal interface ISleepers
{
    /// <summary>Whether anybody sleeps who has not been woken yet.</summary>
    bool HasSleeper { get; }
}
