namespace Revoke;

/// <summary>The life of a scope; there is no way back.</summary>
public enum RevokeState
{
    /// <summary>In use.</summary>
    Live,

    /// <summary>Every new use is refused; <see cref="RevokeScope.Revoked"/> has fired; uses are drained, files released.</summary>
    Revoking,

    /// <summary>Drained and released; <see cref="RevokeScope.WaitForCompletionAsync"/> has returned.</summary>
    Completed,
}
