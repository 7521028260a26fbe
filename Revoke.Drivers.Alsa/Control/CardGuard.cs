using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// What has been opened of a card, on its scope: worked with by one thread at a time and only while the scope lives, closed once, after the last use. That the card is gone, as it says itself, revokes the scope.
/// </summary>
internal sealed class CardGuard : IDisposable, IAsyncDisposable
{
    private readonly NativeControl _native;
    private readonly Revocable<CardGuard> _use;
    private int _isDisposed;

    /// <summary>Takes over what was opened, if it returns.</summary>
    internal CardGuard(RevokeScope scope, string name, NativeControl native)
    {
        Scope = scope;
        Name = name;
        _native = native;
        _use = new Revocable<CardGuard>(scope, this, release: static guard => guard._native.Close(guard._native.Handle), name: name);
    }

    internal RevokeScope Scope { get; }

    internal string Name { get; }

    internal long Generation => Scope.Device is null ? 0 : Scope.Generation;

    /// <summary>Held while libasound works with the control.</summary>
    internal Lock Sync { get; } = new();

    /// <summary>The control; good inside a use only.</summary>
    internal nint Control => _native.Control;

    /// <summary>Whether the caller has disposed it himself, of which the scope knows as of a revoke.</summary>
    internal bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    internal bool TryEnter(out RevocableUse<CardGuard> use) => _use.TryEnter(out use);

    /// <summary>Asks libasound, by what was opened.</summary>
    /// <exception cref="ObjectDisposedException">The caller has disposed it.</exception>
    /// <exception cref="RevokedException">The scope was revoked, or is now: the card is gone.</exception>
    internal T Ask<T>(Func<nint, T> question)
    {
        ThrowIfDisposed();
        try
        {
            using var use = _use.Enter();
            using var said = LibraryMessages.Listen();  // a card that goes is no reason to print
            try
            {
                lock (Sync)
                {
                    return question(_native.Handle);
                }
            }
            catch (IOException exception) when (exception is not RevokedException && exception.HResult == AlsaErrors.ENODEV)
            {
                Scope.Revoke(new RevokeReason(RevokeCause.Unplugged, exception.Message, exception), TimeSpan.Zero);
                use.ThrowIfRevoked();
                throw;
            }
        }
        catch (RevokedException) when (IsDisposed)
        {
            throw CreateDisposed();
        }
    }

    /// <summary>Whether the card is there, as sysfs says, and then the card itself.</summary>
    internal bool CheckLiveness(Action<nint> question)
    {
        if (Scope.Device is not null && !Scope.CheckPresence())
        {
            return false;
        }

        try
        {
            _ = Ask(handle =>
            {
                question(handle);
                return true;
            });
        }
        catch (Exception exception) when (exception is RevokedException or ObjectDisposedException)
        {
            return false;
        }

        return !Scope.IsRevoked;
    }

    /// <summary>Of a call inside <see cref="Ask"/>: throws for a negative result.</summary>
    internal int Check(int result, string operation) => result == -AlsaErrors.ENODEV ? throw CreateGone(operation) : AlsaErrors.Check(result, operation, Name);

    /// <summary>Inside <see cref="Ask"/>: the card says that it is gone. Never reaches the caller.</summary>
    internal IOException CreateGone(string operation) => new($"{operation} '{Name}': {Asound.Describe(AlsaErrors.ENODEV)}.", AlsaErrors.ENODEV);

    internal void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            throw CreateDisposed();
        }
    }

    internal ObjectDisposedException CreateDisposed() => new(Name);

    public void Dispose()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        Scope.Dispose();
        _use.Dispose(); // released with the scope; before it, this would wait for who is inside, and the scope again
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        return Scope.DisposeAsync();
    }
}
