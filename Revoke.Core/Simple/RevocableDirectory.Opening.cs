using System.Diagnostics.CodeAnalysis;
using Revoke.Errors;
using Revoke.Guards;

namespace Revoke.Drivers;

/// <content>Opening files.</content>
public sealed partial class RevocableDirectory
{
    /// <summary>Opens a file of this directory or one below it, in the scope of its entry.</summary>
    /// <param name="path">Names with <c>/</c> between them: <c>alarm</c>, <c>channel0/level</c>.</param>
    /// <returns>The file. If its entry is removed while this call runs, the file may be dead already; it is released once all the same.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or has a part that is no name.</exception>
    /// <exception cref="ObjectDisposedException">The directory's scope was disposed.</exception>
    /// <exception cref="RevokedException">The entry was removed while this call looked for it, or the scope of the directory, or of one on the way, was revoked.</exception>
    /// <exception cref="FileNotFoundException">There is no such entry.</exception>
    /// <exception cref="DirectoryNotFoundException">A part of the path is no directory.</exception>
    /// <exception cref="IOException">It is a directory (EISDIR).</exception>
    /// <exception cref="InvalidOperationException">The driver answered no operations.</exception>
    /// <remarks>What the driver's own opener throws comes as it is.</remarks>
    public RevocableFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = path.Split('/');
        Array.ForEach(names, CheckPart);
        var directory = this;
        foreach (var name in names.AsSpan()[..^1])
        {
            directory = directory.Find(name, path).Directory ?? throw Errno.ToPathException(Errno.ENOTDIR, "open", path);
        }

        var entry = directory.Find(names[^1], path);
        return Open(entry.Scope, entry.Opener ?? throw Errno.ToPathException(Errno.EISDIR, "open", path), names[^1]);

        void CheckPart(string name) => CheckName(name, nameof(path));
    }

    /// <summary>For a host: an entry as it is now. False if there is none, or the directory is revoked.</summary>
    internal bool TryFind(string name, [NotNullWhen(true)] out RevokeScope? scope, out Func<RevocableFile>? open, out RevocableDirectory? directory)
    {
        (scope, open, directory) = (null, null, null);
        using var guard = UninterruptedLock.Take(_entries);
        if (Scope.IsRevoked || !_entries.TryGetValue(name, out var entry))
        {
            return false;
        }

        (scope, directory) = (entry.Scope, entry.Directory);
        open = entry.Opener is { } opener ? () => Open(entry.Scope, opener, name) : null;
        return true;
    }

    // The opener runs inside a use of the entry's scope: a removal that comes meanwhile waits for it, and takes the file with it.
    private static RevocableFile Open(RevokeScope scope, Func<IFileOperations> opener, string name)
    {
        if (!scope.TryEnterGate($"open '{name}'", out var ticket))
        {
            throw scope.CreateRefusal();
        }

        try
        {
            var operations = opener() ?? throw new InvalidOperationException($"open '{name}' of '{scope.Name}': its driver answered no operations.");
            return RevokeScopeExtensions.Add(scope, operations, name, FileAccess.ReadWrite, endMeansGone: false);
        }
        finally
        {
            scope.LeaveGate(ticket);
        }
    }

    private Entry Find(string name, string path)
    {
        using var guard = UninterruptedLock.Take(_entries);
        return Scope.IsRevoked ? throw Scope.CreateRefusal()
            : _entries.TryGetValue(name, out var entry) ? entry
            : throw Errno.ToPathException(Errno.ENOENT, "open", path);
    }
}
