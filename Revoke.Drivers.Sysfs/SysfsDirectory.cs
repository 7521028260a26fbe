namespace Revoke.Drivers.Sysfs;

/// <summary>A directory of attributes. What is opened from it belongs to its scope, and dies with it.</summary>
/// <remarks>Any thread may call any member at any time. Names are relative to the directory and have no <c>.</c> or <c>..</c> in them; links are followed.</remarks>
public partial class SysfsDirectory : IDisposable, IAsyncDisposable
{
    private readonly IPlace _place;

    /// <summary>Takes over the scope.</summary>
    internal SysfsDirectory(RevokeScope scope, IPlace place)
    {
        Scope = scope;
        _place = place;
    }

    /// <summary>The scope, which is this directory's own.</summary>
    public RevokeScope Scope { get; }

    /// <summary>Its full path; of a device, as it was last seen.</summary>
    public string Path => _place.PathOf(Scope);

    /// <summary>What is in it.</summary>
    /// <returns>The entries in the order of their names.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, or is not there any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<DeviceEntry> GetEntries() => _place.GetEntries(Scope);

    /// <summary>The names of its attributes: of all that is neither a directory nor a link to somewhere else.</summary>
    /// <returns>The names, in their order.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, or is not there any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<string> GetAttributeNames() => [.. from entry in GetEntries() where !entry.IsDirectory && entry.LinkTarget is null select entry.Name];

    /// <summary>The names of the directories in it; links (<c>device</c>, <c>subsystem</c>) are not among them, so that who goes down comes to an end.</summary>
    /// <returns>The names, in their order.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, or is not there any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<string> GetDirectoryNames() => [.. from entry in GetEntries() where entry.IsDirectory select entry.Name];

    /// <summary>Opens a directory in this one.</summary>
    /// <param name="name">Its name, or several with slashes between: <c>power</c>, <c>queues/rx-0</c>.</param>
    /// <returns>The directory, on a scope below this one's.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">There is no such directory, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public SysfsDirectory OpenDirectory(string name)
    {
        var place = _place.Below(SysfsName.Check(name));
        _ = place.GetEntries(Scope); // throws if it is not there
        return new SysfsDirectory(Scope.CreateChild(place.PathOf(Scope)), place);
    }

    /// <summary>Opens an attribute.</summary>
    /// <param name="name">Its name, or a path below this directory: <c>operstate</c>, <c>power/control</c>.</param>
    /// <param name="access">What for; many attributes allow only one of the two.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name, or <paramref name="access"/> is none of the three.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It does not allow this access.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: it is a directory.</exception>
    public SysfsAttribute OpenAttribute(string name, FileAccess access = FileAccess.Read) => new(Scope, _place, SysfsName.Check(name), access);

    /// <summary>Revokes the scope: everything that was opened from it dies. Waits for who is inside no longer than the scope's drain timeout. Idempotent; never throws.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Scope.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Scope.DisposeAsync();
    }

    /// <summary>Its path, for messages.</summary>
    /// <returns><c>/sys/devices/virtual/net/lo</c>.</returns>
    public override string ToString() => Path;
}
