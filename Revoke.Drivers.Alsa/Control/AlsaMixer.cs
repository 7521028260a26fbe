using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// The simple mixer of a card, open and followed: its volumes and switches, as the card and other programs have left them. When the card goes, every call is refused with <see cref="RevokedException"/>, and the
/// card's descriptors are closed, so that whoever removes it does not wait. A card that comes back is another object.
/// </summary>
/// <remarks>
/// Any thread may call any member at any time. When something has changed, <see cref="AlsaControl"/> tells. What is read is what the card has told last: a kernel driver that changes something without telling
/// (snd-dummy, a switch of one channel) is read as it was.
/// </remarks>
public sealed unsafe class AlsaMixer : IDisposable, IAsyncDisposable
{
    private readonly CardGuard _guard;

    /// <summary>Takes over what is guarded.</summary>
    internal AlsaMixer(CardGuard guard) => _guard = guard;

    /// <summary>The scope, which is this mixer's own.</summary>
    public RevokeScope Scope => _guard.Scope;

    /// <summary>What it was opened by.</summary>
    public string Name => _guard.Name;

    /// <summary>Counts the returns of the card, from 1; 0 of a mixer that has no card of its own.</summary>
    public long Generation => _guard.Generation;

    /// <summary>The elements that are in use, in libasound's order. Looked up each time.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public IReadOnlyList<AlsaMixerElement> Elements => AskRefreshed(mixer =>
    {
        var elements = new List<AlsaMixerElement>();
        for (var element = Asound.snd_mixer_first_elem(mixer); element != 0; element = Asound.snd_mixer_elem_next(element))
        {
            if (Asound.snd_mixer_selem_is_active(element) != 0)
            {
                elements.Add(new AlsaMixerElement(this, element));
            }
        }

        return elements;
    });

    /// <summary>Looks for an element.</summary>
    /// <param name="name">What it is called: <c>Master</c>.</param>
    /// <param name="index">Which one of that name.</param>
    /// <returns>The element; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public AlsaMixerElement? FindElement(string name, int index = 0)
    {
        _guard.ThrowIfDisposed();
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return AskRefreshed(mixer => Find(mixer, name, index) is var element and not 0 ? new AlsaMixerElement(this, element) : null);
    }

    /// <summary>
    /// Looks whether the card is there: its directory in sysfs, and the card itself, which is asked. If it is not, the scope is revoked with <see cref="RevokeCause.Unplugged"/>, waiting for nobody.
    /// </summary>
    /// <returns>Whether it is there; <see langword="false"/> too if it was revoked or disposed before.</returns>
    /// <exception cref="IOException">It could not be found out.</exception>
    public bool CheckLiveness() => _guard.CheckLiveness(Refresh);

    /// <summary>Asks libasound of an element, after what has happened since.</summary>
    /// <exception cref="FileNotFoundException">The card does not have it any more.</exception>
    internal T Ask<T>(string name, int index, Func<nint, T> question) => AskRefreshed(mixer => Find(mixer, name, index) is var element and not 0
        ? question(element)
        : throw new FileNotFoundException($"'{Name}' does not have the element '{name}' ({index}) any more.", Name));

    /// <summary>Of a call inside a question: throws for a negative result.</summary>
    internal void Check(int result, string operation) => _ = _guard.Check(result, operation);

    /// <summary>First of all that can be wrong.</summary>
    internal void ThrowIfDisposed() => _guard.ThrowIfDisposed();

    /// <summary>Revokes the scope: everything of this mixer dies, and its descriptors are closed. Volumes stay as they are. Idempotent; never throws.</summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync() => _guard.DisposeAsync();

    /// <summary>Its name, for messages.</summary>
    /// <returns><c>hw:0</c>.</returns>
    public override string ToString() => Name;

    // What libasound answers is what it was told by events, also of a card that is gone.
    private T AskRefreshed<T>(Func<nint, T> question) => _guard.Ask(mixer =>
    {
        Refresh(mixer);
        return question(mixer);
    });

    private void Refresh(nint mixer)
    {
        // One that is told of an element which went before it was known to be there is over when it has been told.
        int result;
        do
        {
            result = Asound.snd_mixer_handle_events(mixer);
        }
        while (result == -AlsaErrors.ENOENT);

        Check(result, "look for changes of");
    }

    /// <summary>0 if there is none.</summary>
    private static nint Find(nint mixer, string name, int index)
    {
        var size = (int)Asound.snd_mixer_selem_id_sizeof();
        var id = stackalloc byte[size];
        new Span<byte>(id, size).Clear();
        Asound.snd_mixer_selem_id_set_name(id, name);
        Asound.snd_mixer_selem_id_set_index(id, (uint)index);
        return Asound.snd_mixer_find_selem(mixer, id);
    }
}
