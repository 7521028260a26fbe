using Revoke.Guards;

namespace Revoke;

/// <summary>
/// What is revoked as one: a device, a card, a directory entry, one file. Scopes form a tree; revoking one revokes all below it.
/// </summary>
/// <remarks>
/// All members may be called from any thread at any time. A scope holds its open files and objects. A scope that nobody refers to
/// any more, with nothing open on it in use, is revoked by the garbage collector's finalization, as if it had been disposed.
/// </remarks>
public sealed partial class RevokeScope : IDisposable, IAsyncDisposable
{
    private readonly object _sync = new();
    private readonly RevokeScope? _parent; // keeps what this one is revoked with alive
    private Gate _gate;
    private RevocableObject?[] _objects = [];
    private int _objectCount;
    private List<WeakReference<RevokeScope>>? _children;
    private int _childrenPrunedAt;
    private CancellationTokenSource? _revoked;
    private TaskCompletionSource<RevokeOutcome>? _completion;
    private Teardown? _teardown;
    private RevokeReason? _reason;
    private IScopeBell? _bell;
    private bool _disposed;

    /// <summary>Creates the root of a tree.</summary>
    /// <param name="name">What it is called in messages and outcomes; need not be unique.</param>
    /// <param name="options">Deadlines, clock, generation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    public RevokeScope(string name, RevokeScopeOptions? options = null)
        : this(name, options ?? new RevokeScopeOptions(), parent: null)
    {
    }

    private RevokeScope(string name, RevokeScopeOptions options, RevokeScope? parent)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Options = options;
        _parent = parent;
    }

    /// <summary>Revokes a scope that nobody refers to any more, so that what it holds is released exactly once all the same.</summary>
    ~RevokeScope()
    {
        if (_objectCount > 0 && _teardown is null)
        {
            RevokeWithoutWaiting(RevokeReason.Disposed);
        }
    }

    /// <summary>What it is called in messages and outcomes.</summary>
    public string Name { get; }

    /// <summary>Counts the returns of a device; 1 for what has none.</summary>
    public long Generation => Options.Generation;

    /// <summary>Where in its life the scope is.</summary>
    public RevokeState State => Teardown switch
    {
        null => RevokeState.Live,
        { IsCompleted: true } => RevokeState.Completed,
        _ => RevokeState.Revoking,
    };

    /// <summary>Whether every new use is refused.</summary>
    public bool IsRevoked => _gate.IsClosed;

    /// <summary>Why it was revoked: the first reason given; <see langword="null"/> while it lives.</summary>
    public RevokeReason? Reason => Volatile.Read(ref _reason);

    /// <summary>
    /// Fires when the scope is revoked, after every gate has been closed; callbacks run on the thread pool, never on the revoking thread.
    /// For code that knows tokens only: it ends with <see cref="OperationCanceledException"/>, to be told apart from one's own token
    /// by <c>catch (OperationCanceledException) when (scope.IsRevoked)</c>.
    /// </summary>
    public CancellationToken Revoked
    {
        get
        {
            using (UninterruptedLock.Take(_sync))
            {
                if (_revoked is null && _teardown is null)
                {
                    _revoked = new CancellationTokenSource();
                    Options.Presence?.Keep(this);
                }

                return _revoked?.Token ?? new CancellationToken(canceled: true);
            }
        }
    }

    internal RevokeScopeOptions Options { get; }

    internal ref Gate Gate => ref _gate;

    internal Teardown? Teardown => Volatile.Read(ref _teardown);

    internal IScopeBell? Bell => Volatile.Read(ref _bell);

    internal bool IsDisposed => Volatile.Read(ref _disposed);

    /// <summary>Creates a scope below this one, with this one's options.</summary>
    /// <param name="name">What it is called.</param>
    /// <returns>The new scope; revoked with this one, or alone.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ObjectDisposedException">This scope was disposed.</exception>
    /// <exception cref="RevokedException">This scope, or one above it, was revoked.</exception>
    public RevokeScope CreateChild(string name) => CreateChild(name, Options);

    /// <summary>As the other, of a generation of its own.</summary>
    internal RevokeScope CreateChild(string name, long generation) => CreateChild(name, Options with { Generation = generation });

    /// <summary>A name and a state, for debuggers and logs.</summary>
    /// <returns><c>scanner#1 (Live)</c>.</returns>
    public override string ToString() => $"{Name}#{Generation} ({State})";

    /// <summary>The first one stays, and is returned.</summary>
    internal IScopeBell SetBell(IScopeBell bell) => Interlocked.CompareExchange(ref _bell, bell, null) ?? bell;

    internal string Describe() => $"scope '{Name}'";

    internal RevokedException CreateRevokedException(long bytesTransferred = 0, Exception? innerException = null) =>
        new(Reason ?? RevokeReason.Disposed, Name, Generation, innerException) { BytesTransferred = bytesTransferred };

    /// <summary>What a refused use of the scope gets, in the order of precedence.</summary>
    internal Exception CreateRefusal() =>
        IsDisposed ? new ObjectDisposedException(Describe()) : CreateRevokedException();

    private RevokeScope CreateChild(string name, RevokeScopeOptions options)
    {
        if (IsDisposed)
        {
            throw new ObjectDisposedException(Describe());
        }

        var child = new RevokeScope(name, options, this);
        using (UninterruptedLock.Take(_sync))
        {
            if (_teardown is null)
            {
                AddChildUnsynchronized(child);
                return child;
            }
        }

        throw CreateRefusal();
    }

    private void AddChildUnsynchronized(RevokeScope child)
    {
        var children = _children ??= [];
        if (children.Count >= Math.Max(16, 2 * _childrenPrunedAt))
        {
            // Amortised: the list is walked when it has doubled since the last time.
            children.RemoveAll(static weak => !weak.TryGetTarget(out var scope) || scope.State == RevokeState.Completed);
            _childrenPrunedAt = children.Count;
        }

        children.Add(new WeakReference<RevokeScope>(child));
    }
}
