namespace Revoke;

/// <summary>Guards any existing value, such as the <see cref="System.Runtime.InteropServices.SafeHandle"/> of a native library: it is used only while its scope lives, and released exactly once.</summary>
/// <typeparam name="T">The guarded type.</typeparam>
public sealed class Revocable<T> : RevocableObject
    where T : class
{
    private readonly Action<T>? _kick;
    private readonly Action<T>? _release;

    /// <summary>Puts a value under a scope's guard.</summary>
    /// <param name="scope">The scope with which it dies.</param>
    /// <param name="value">The value. If this constructor throws, it is the caller's as before, and is not released.</param>
    /// <param name="kick">
    /// Makes native calls that are inside the value return; called again and again, from any thread, beside running uses, until the last has left. It must not sleep, for example by waiting for what they hold:
    /// the revoke waits for it, past its deadline, too.
    /// <see langword="null"/> if no use ever blocks.
    /// </param>
    /// <param name="release">Frees the value; called once, after the last use has left.</param>
    /// <param name="name">What it is called in messages and outcomes; <see langword="null"/> for the type's name.</param>
    /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
    /// <exception cref="RevokedException">The scope, or one above it, was revoked.</exception>
    public Revocable(RevokeScope scope, T value, Action<T>? kick = null, Action<T>? release = null, string? name = null)
        : base(Check(scope, value))
    {
        Name = name ?? typeof(T).Name;
        Guarded = value;
        _kick = kick;
        _release = release;
        using (scope.Enter())
        {
            scope.Add(this);
        }
    }

    /// <summary>What it is called in messages and outcomes.</summary>
    public string Name { get; }

    internal T Guarded { get; }

    internal override bool CanBlock => _kick is not null;

    /// <summary>Enters for a short, synchronous stay.</summary>
    /// <returns>The stay; dispose it on this thread.</returns>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="RevokedException">The scope, or one above it, was revoked.</exception>
    public RevocableUse<T> Enter() => TryEnter(out var use) ? use : throw CreateRefusal();

    /// <summary>As <see cref="Enter"/>, without an exception.</summary>
    /// <param name="use">The stay; dispose it on this thread.</param>
    /// <returns><see langword="false"/> if the scope, or one above it, was revoked, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public bool TryEnter(out RevocableUse<T> use)
    {
        // A value that can be kicked is one whose uses can block: those are known by name and start.
        var entered = CanBlock
            ? TryEnterGate(Name, out var ticket)
            : TryEnterGate(out ticket);
        if (!entered && IsDisposed)
        {
            throw new ObjectDisposedException(Describe());
        }

        use = entered ? new RevocableUse<T>(this, ticket) : default;
        return entered;
    }

    internal void ThrowIfRevoked()
    {
        if (IsRevoked)
        {
            throw CreateRefusal();
        }
    }

    internal override string Describe() => $"{Name} of '{Scope.Name}'";

    internal override void Kick() => _kick?.Invoke(Guarded);

    internal override void Release() => _release?.Invoke(Guarded);

    private static RevokeScope Check(RevokeScope scope, T value)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(value);
        return scope;
    }
}
