namespace Revoke.Tests.Scopes;

/// <summary>A guarded value that counts its releases and kicks.</summary>
internal sealed class Probe
{
    private int _releases;
    private int _kicks;

    internal int Releases => Volatile.Read(ref _releases);

    internal int Kicks => Volatile.Read(ref _kicks);

    internal Action? OnRelease { get; init; }

    internal Revocable<Probe> Guard(RevokeScope scope) => new(scope, this, kick: null, static probe => probe.Release());

    internal Revocable<Probe> GuardBlocking(RevokeScope scope) => new(scope, this, static probe => Interlocked.Increment(ref probe._kicks), static probe => probe.Release());

    private void Release()
    {
        Interlocked.Increment(ref _releases);
        OnRelease?.Invoke();
    }
}
