namespace Revoke.Files;

/// <summary>How a wait for somebody else's page ended.</summary>
internal enum PageWait
{
    /// <summary>He is done, with or without success.</summary>
    Ended,

    /// <summary>He waits for a page of this thread's own, directly or through others.</summary>
    Circular,

    /// <summary>The waiting object was revoked or disposed, by him, who waits until its uses have left.</summary>
    Refused,
}
