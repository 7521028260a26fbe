using ExistingSound;
using Revoke;

namespace GuardedLibrary;

/// <summary>
/// The existing library behind the gate. A <see cref="PcmHandle"/> alone is closed late and without a word: its Dispose waits for nobody, who sleeps in a call sleeps on, and the next
/// call gets an <see cref="ObjectDisposedException"/>, as if the caller had disposed it.
/// </summary>
internal sealed class GuardedSpeaker(RevokeScope scope, PcmHandle pcm) : IDisposable
{
    private readonly Revocable<PcmHandle> _pcm = new(scope, pcm, kick: static h => h.Drop(), release: static h => h.Dispose(), name: "speaker");

    public int Play(ReadOnlyMemory<short> samples) => Call(h => h.Write(samples.Span));

    public T Call<T>(Func<PcmHandle, T> call)
    {
        using var use = _pcm.Enter();       // RevokedException once the scope is revoked
        try
        {
            return call(use.Value);         // nobody closes it in here
        }
        catch (IOException)
        {
            use.ThrowIfRevoked();           // it was the kick that ended the call
            throw;
        }
    }

    public void Dispose() => _pcm.Dispose();
}
