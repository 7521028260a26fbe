using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <content>Opening controls and mixers.</content>
public sealed partial class AlsaDriver
{
    /// <summary>Opens the control of a card, and follows the card.</summary>
    /// <param name="name">What libasound calls it: <c>hw:0</c>, <c>hw:CARD=Headset</c>, <c>default</c>.</param>
    /// <returns>The control, on a scope of its own; it tells what happens from now on.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="FileNotFoundException">There is no such control, or no such card, or it went while it was opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public AlsaControl OpenControl(string name) => Open(name, ControlOpener.OpenControl, guard => AlsaControl.Create(guard, Monitor.Options.ScopeOptions.TimeProvider));

    /// <summary>Opens the simple mixer of a card, and follows the card.</summary>
    /// <param name="name">What libasound calls its control: <c>hw:0</c>, <c>hw:CARD=Headset</c>, <c>default</c>.</param>
    /// <returns>The mixer, on a scope of its own.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="FileNotFoundException">There is no such control, or no such card, or it went while it was opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public AlsaMixer OpenMixer(string name) => Open(name, ControlOpener.OpenMixer, static guard => new AlsaMixer(guard));

    private T Open<T>(string name, Func<string, NativeControl> open, Func<CardGuard, T> create)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _monitor.ThrowIfDisposed();
        Asound.EnsureThere();
        var native = open(name);
        RevokeScope? scope = null;
        CardGuard? guard = null;
        T? opened = null;
        try
        {
            scope = FollowCard(native.ReadCard(name), name, out _);

            // Still there: so the card's number was its own all the time, and what is followed is its device.
            _ = native.ReadCard(name);
            guard = new CardGuard(scope, name, native);
            return opened = create(guard);
        }
        catch (RevokedException exception)
        {
            throw new FileNotFoundException($"'{name}' went while it was opened.", name, exception);
        }
        finally
        {
            if (opened is null)
            {
                if (guard is null)
                {
                    native.Close(native.Handle);
                }

                scope?.Dispose();
            }
        }
    }
}
