namespace Revoke.Tests.Model;

/// <summary>What a step came to.</summary>
internal enum Effect
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused, or woken: the scope was revoked.</summary>
    Revoked,

    /// <summary>It was refused, or woken: the object was disposed.</summary>
    Disposed,
}
