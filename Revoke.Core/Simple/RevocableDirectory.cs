using Revoke.Errors;
using Revoke.Guards;

namespace Revoke.Drivers;

/// <summary>
/// A directory of files that a driver offers, whose entries can be removed while they are open, as with <c>remove_proc_entry</c>. Each
/// entry is a scope below the directory's: removing it revokes what is open on it, revoking the directory's scope revokes all.
/// </summary>
/// <remarks>
/// All members may be called from any thread at any time. A name that is added again after its removal is a new entry: its scope has the next
/// <see cref="RevokeScope.Generation"/>, counted for each name from the directory's own, and files of the old one stay dead. The count of a
/// name is kept as long as the directory. A directory needs no dispose: it ends with its scope. An entry whose own scope was revoked by somebody
/// else stays, refused, until it is removed.
/// </remarks>
public sealed partial class RevocableDirectory
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal); // the lock too
    private readonly Dictionary<string, long> _generations = new(StringComparer.Ordinal); // the last one of each name there ever was

    /// <summary>Creates an empty directory.</summary>
    /// <param name="scope">The scope with which it dies; its name begins those of the entries' scopes (<c>thermometer0/alarm</c>).</param>
    public RevocableDirectory(RevokeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        Scope = scope;
    }

    /// <summary>The scope with which the directory and everything in it dies.</summary>
    public RevokeScope Scope { get; }

    /// <summary>The names of the entries, sorted; empty once the directory is revoked. A snapshot: by the time it is read it may be out of date.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            using var guard = UninterruptedLock.Take(_entries);
            return Scope.IsRevoked ? [] : [.. _entries.Keys];
        }
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name: not empty nor white space, no <c>/</c>, not <c>.</c> or <c>..</c>, no null character.</param>
    /// <param name="open">
    /// Called for each opening, on the opener's thread, under no lock; answers operations that nobody else has, and does not sleep. What it throws
    /// is the opener's, and nothing is left open then.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST).</exception>
    /// <exception cref="ObjectDisposedException">The directory's scope was disposed.</exception>
    /// <exception cref="RevokedException">The directory's scope, or one above it, was revoked, or the directory removed.</exception>
    public void Add(string name, Func<IFileOperations> open)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(open);
        AddEntry(name, scope => new Entry(scope, open, Directory: null));
    }

    /// <summary>Adds a directory.</summary>
    /// <param name="name">Its name: not empty nor white space, no <c>/</c>, not <c>.</c> or <c>..</c>, no null character.</param>
    /// <returns>The directory; removed with this one or from this one.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="IOException">There is an entry of this name (EEXIST).</exception>
    /// <exception cref="ObjectDisposedException">The directory's scope was disposed.</exception>
    /// <exception cref="RevokedException">The directory's scope, or one above it, was revoked, or the directory removed.</exception>
    public RevocableDirectory CreateDirectory(string name)
    {
        CheckName(name);
        return AddEntry(name, static scope => new Entry(scope, Opener: null, new RevocableDirectory(scope))).Directory!;
    }

    /// <summary>Removes an entry and waits at most its scope's drain timeout for who is inside.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why; <see langword="null"/> for <see cref="RevokeCause.Unplugged"/>. The first reason given wins.</param>
    /// <returns>
    /// What was done. On return the name is free again, and every file that was open on the entry, for a directory on everything below it,
    /// is dead, whoever opened it and however lately. See <see cref="RevokeScope.Revoke(RevokeReason)"/>.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="FileNotFoundException">There is no such entry; maybe somebody else has just removed it.</exception>
    /// <exception cref="ThreadInterruptedException">The wait was interrupted; the entry is removed and release follows by itself.</exception>
    public RevokeOutcome Remove(string name, RevokeReason? reason = null) => Take(name).Revoke(reason ?? CreateReason(name));

    /// <summary>As <see cref="Remove(string, RevokeReason)"/>, with a deadline of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why; <see langword="null"/> for <see cref="RevokeCause.Unplugged"/>.</param>
    /// <param name="drainTimeout">How long to wait for who is inside; <see cref="Timeout.InfiniteTimeSpan"/> is allowed, zero does not wait.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drainTimeout"/> is negative and not infinite, or too large for a timer; nothing was removed.</exception>
    /// <exception cref="FileNotFoundException">There is no such entry.</exception>
    /// <exception cref="ThreadInterruptedException">The wait was interrupted; the entry is removed and release follows by itself.</exception>
    public RevokeOutcome Remove(string name, RevokeReason? reason, TimeSpan drainTimeout)
    {
        Deadline.Check(drainTimeout);
        return Take(name).Revoke(reason ?? CreateReason(name), drainTimeout);
    }

    /// <summary>As <see cref="Remove(string, RevokeReason)"/>, waiting without a thread. The entry is removed when the call returns its task.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why; <see langword="null"/> for <see cref="RevokeCause.Unplugged"/>.</param>
    /// <param name="stopWaiting">Ends the wait as the deadline would; it does not undo anything, and does not make the task fail.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="FileNotFoundException">There is no such entry.</exception>
    public Task<RevokeOutcome> RemoveAsync(string name, RevokeReason? reason = null, CancellationToken stopWaiting = default) =>
        Take(name).RevokeAsync(reason ?? CreateReason(name), stopWaiting);

    /// <summary>As <see cref="RemoveAsync(string, RevokeReason, CancellationToken)"/>, with a deadline of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why; <see langword="null"/> for <see cref="RevokeCause.Unplugged"/>.</param>
    /// <param name="drainTimeout">How long to wait for who is inside; <see cref="Timeout.InfiniteTimeSpan"/> is allowed, zero does not wait.</param>
    /// <param name="stopWaiting">Ends the wait as the deadline would.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drainTimeout"/> is negative and not infinite, or too large for a timer; nothing was removed.</exception>
    /// <exception cref="FileNotFoundException">There is no such entry.</exception>
    public Task<RevokeOutcome> RemoveAsync(string name, RevokeReason? reason, TimeSpan drainTimeout, CancellationToken stopWaiting = default)
    {
        Deadline.Check(drainTimeout);
        return Take(name).RevokeAsync(reason ?? CreateReason(name), drainTimeout, stopWaiting);
    }

    private static RevokeReason CreateReason(string name) => new(RevokeCause.Unplugged, $"entry '{name}' removed");

    private static void CheckName(string name, string parameter = "name")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '\0'))
        {
            throw new ArgumentException($"'{name.Replace("\0", "\\0", StringComparison.Ordinal)}' is no name of an entry.", parameter);
        }
    }

    private Entry AddEntry(string name, Func<RevokeScope, Entry> create)
    {
        using var guard = UninterruptedLock.Take(_entries);
        if (!Scope.IsRevoked && _entries.ContainsKey(name))
        {
            throw Errno.ToException(Errno.EEXIST, "add", $"'{name}' to '{Scope.Name}'");
        }

        // Refused by a scope that is revoked, before anything is changed here.
        var generation = _generations.TryGetValue(name, out var last) ? last + 1 : Scope.Generation;
        var entry = create(Scope.CreateChild($"{Scope.Name}/{name}", generation));
        _entries.Add(name, entry);
        _generations[name] = generation;
        return entry;
    }

    // The name goes first, so that it is free for a new entry while the old one drains.
    private RevokeScope Take(string name)
    {
        CheckName(name);
        using var guard = UninterruptedLock.Take(_entries);
        return _entries.Remove(name, out var entry) ? entry.Scope : throw Errno.ToPathException(Errno.ENOENT, "remove", $"{Scope.Name}/{name}");
    }
}
