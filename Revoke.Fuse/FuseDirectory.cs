using Revoke.Drivers;
using Revoke.Fuse.Tree;
using Revoke.Guards;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse;

/// <summary>A directory of a mount, to which files, devices and other directories are added. Each entry is a scope below the directory's: revoking it takes it away from every process that has it open.</summary>
/// <remarks>Any thread may call any member at any time, mounted or not.</remarks>
public sealed class FuseDirectory : IDirectorySource
{
    private readonly SortedDictionary<string, object> _entries = new(StringComparer.Ordinal); // the lock too
    private readonly FuseFileOptions _options;

    internal FuseDirectory(RevokeScope scope, FuseFileOptions options) => (Scope, _options) = (scope, options);

    /// <summary>With what the directory and everything in it dies.</summary>
    public RevokeScope Scope { get; }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="open">Called for each opening; answers operations that nobody else has, and does not sleep.</param>
    /// <param name="options">How it is shown; <see langword="null"/> for the directory's.</param>
    /// <returns>Its scope: revoking it takes it away from all who have it open. It stays in the directory, refused, until it is removed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST).</exception>
    /// <exception cref="RevokedException">The directory was revoked.</exception>
    public RevokeScope Add(string name, Func<IFileOperations> open, FuseFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Add(name, scope => new OperationsSource(scope, name, open, options ?? _options)).Scope;
    }

    /// <summary>Adds a directory that a driver offers, whose entries come and go as the driver says. It stays the driver's: when the host stops, other processes lose it, and the driver does not.</summary>
    /// <param name="name">Its name here.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="options">How its files are shown; <see langword="null"/> for the directory's.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST).</exception>
    /// <exception cref="RevokedException">This directory was revoked.</exception>
    public void AddDirectory(string name, RevocableDirectory directory, FuseFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        using var use = Scope.Enter();
        AddEntry(name, () => new SimpleDirectory(directory, options ?? _options));
    }

    /// <summary>Adds a directory.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The directory.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST).</exception>
    /// <exception cref="RevokedException">The directory was revoked.</exception>
    public FuseDirectory AddDirectory(string name) => Add(name, scope => new FuseDirectory(scope, _options));

    /// <summary>Takes an entry out of the directory, and revokes it: its name is free again at once, and everything that is open on it, or below it, is dead in all processes when the call returns.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why; <see langword="null"/> for <see cref="RevokeCause.Unplugged"/>.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FileNotFoundException">There is no such entry.</exception>
    public RevokeOutcome Remove(string name, RevokeReason? reason = null)
    {
        RevokeScope scope;
        using (UninterruptedLock.Take(_entries))
        {
            scope = ScopeOf(name) ?? throw Errors.Errno.ToPathException(Errors.Errno.ENOENT, "remove", $"{Scope.Name}/{name}");
            _entries.Remove(name);
        }

        return scope.Revoke(reason ?? new RevokeReason(RevokeCause.Unplugged, $"entry '{name}' removed"));
    }

    /// <summary>The scope of an entry.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scope; <see langword="null"/> if there is no such entry.</returns>
    public RevokeScope? ScopeOf(string name) => ((IDirectorySource)this).Find(name) switch
    {
        IDirectorySource directory => directory.Scope,
        IFileSource file => file.Scope,
        _ => null,
    };

    /// <summary>Adds what is at a path: a file, a directory with all below it, or a device. It is reached through the mount, and can be taken back; the path itself stays as it is.</summary>
    /// <param name="name">Its name here.</param>
    /// <param name="path">The path. Symbolic links on the way are followed once, now; those below a directory are not shown.</param>
    /// <param name="options">How it is shown; <see langword="null"/> for the directory's. Permissions and owner are those of the path.</param>
    /// <returns>Its scope. A file below a directory has one of its own below it.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at <paramref name="path"/>.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST), or the path cannot be looked at.</exception>
    public RevokeScope AddPath(string name, string path, FuseFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = PathEntry.Open(path);
        try
        {
            object source = Add<object>(name, scope => file.CreateSource(scope, options ?? _options));
            return source is IDirectorySource directory ? directory.Scope : ((IFileSource)source).Scope;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    void IDirectorySource.Describe(ref fuse_attr attributes)
    {
    }

    object? IDirectorySource.Find(string name)
    {
        using var guard = UninterruptedLock.Take(_entries);
        return _entries.GetValueOrDefault(name);
    }

    IReadOnlyList<Listed> IDirectorySource.List()
    {
        using var guard = UninterruptedLock.Take(_entries);
        return [.. _entries.Select(static entry => new Listed(entry.Key, entry.Value is IDirectorySource))];
    }

    private T Add<T>(string name, Func<RevokeScope, T> create)
        where T : class => AddEntry(name, () => create(Scope.CreateChild($"{Scope.Name}/{name}")));

    private T AddEntry<T>(string name, Func<T> create)
        where T : class
    {
        EntryName.Check(name);
        using var guard = UninterruptedLock.Take(_entries);
        if (_entries.ContainsKey(name))
        {
            throw Errors.Errno.ToException(Errors.Errno.EEXIST, "add", $"'{name}' to '{Scope.Name}'");
        }

        var entry = create();
        _entries.Add(name, entry);
        return entry;
    }
}
