namespace Revoke.Drivers;

/// <summary>
/// The stay inside the guard in which a driver's operation runs. What the driver holds is not released before the operation has
/// returned; the operation must not sleep, and passes nothing of this on.
/// </summary>
public readonly ref struct DriverCall
{
    /// <summary>As an offset: at the position that the driver itself keeps, as read(2) and write(2) do.</summary>
    public const long CurrentPosition = -1;

    private readonly RevocableObject _object;

    internal DriverCall(RevocableObject owner) => _object = owner;

    /// <summary>The scope of the file.</summary>
    public RevokeScope Scope => _object.Scope;

    /// <summary>Whether the file was revoked or disposed since the operation began. It may finish what it does; nothing new is let in.</summary>
    public bool IsRevoked => _object.Gate.IsClosed;
}
