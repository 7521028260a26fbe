namespace Revoke.Tests.Model;

/// <summary>What a step came to.</summary>
internal enum PlugEffect
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused, or woken: the scope was revoked.</summary>
    Revoked,

    /// <summary>It was refused, or woken: the file was disposed.</summary>
    Disposed,

    /// <summary>It got what the kernel says of a line that was hung up: an end, or EIO.</summary>
    Ended,

    /// <summary>The device, or its node, was not there; or for a replug: it was.</summary>
    Impossible,
}
