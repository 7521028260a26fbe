namespace Revoke;

/// <summary>The kind of reason for which something is revoked.</summary>
public enum RevokeCause
{
    /// <summary>No cause was given.</summary>
    Unspecified,

    /// <summary>The device was removed, or the kernel or the other side showed that it is gone.</summary>
    Unplugged,

    /// <summary>The device's driver was unbound.</summary>
    Unbound,

    /// <summary>A newer generation takes its place.</summary>
    Replaced,

    /// <summary>The program or its operator decided so.</summary>
    Policy,

    /// <summary>The scope was disposed.</summary>
    Disposed,

    /// <summary>Something the object depends on failed.</summary>
    Failed,
}
