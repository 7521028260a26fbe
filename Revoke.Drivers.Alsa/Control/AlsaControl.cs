namespace Revoke.Drivers.Alsa;

/// <summary>
/// The control of a card, open and followed: it describes the card, and tells what becomes of its elements. When the card goes, who waits for an event gets <see cref="RevokedException"/> at once, and the card's
/// descriptors are closed, so that whoever removes it does not wait. A card that comes back is another object.
/// </summary>
/// <remarks>Any thread may call any member at any time.</remarks>
public sealed partial class AlsaControl : IDisposable, IAsyncDisposable
{
    private readonly CardGuard _guard;

    /// <summary>Takes over what is guarded, and the file, both of its scope.</summary>
    private AlsaControl(CardGuard guard, RevocableFile events)
    {
        _guard = guard;
        Events = events;
    }

    /// <summary>The scope, which is this control's own.</summary>
    public RevokeScope Scope => _guard.Scope;

    /// <summary>What it was opened by.</summary>
    public string Name => _guard.Name;

    /// <summary>Counts the returns of the card, from 1; 0 of a control that has no card of its own.</summary>
    public long Generation => _guard.Generation;

    /// <summary>The card. Asked for each time.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It could not be asked.</exception>
    public AlsaCardInfo Card => _guard.Ask(Describe);

    /// <summary>Where its events are read.</summary>
    internal RevocableFile Events { get; }

    /// <summary>
    /// Looks whether the card is there: its directory in sysfs, and the card itself, which is asked. If it is not, the scope is revoked with <see cref="RevokeCause.Unplugged"/>, waiting for nobody.
    /// </summary>
    /// <returns>Whether it is there; <see langword="false"/> too if it was revoked or disposed before.</returns>
    /// <exception cref="IOException">It could not be found out.</exception>
    public bool CheckLiveness() => _guard.CheckLiveness(control => _ = Describe(control));

    /// <summary>Takes over what is guarded, if it returns.</summary>
    internal static AlsaControl Create(CardGuard guard, TimeProvider time)
    {
        var waits = ControlOpener.CreateWaits(guard.Control, guard.Name, time);
        try
        {
            return new AlsaControl(guard, guard.Scope.Open(new ControlEvents(guard, waits), guard.Name));
        }
        catch
        {
            waits.Dispose();
            throw;
        }
    }

    /// <summary>Revokes the scope: everything of this control dies, and its descriptors are closed. Who waits in it gets <see cref="ObjectDisposedException"/>. Idempotent; never throws.</summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync() => _guard.DisposeAsync();

    /// <summary>Its name, for messages.</summary>
    /// <returns><c>hw:0</c>.</returns>
    public override string ToString() => Name;

    private AlsaCardInfo Describe(nint control) => CardReader.Describe(control, Name, Scope.Device) ?? throw _guard.CreateGone("describe the card of");
}
