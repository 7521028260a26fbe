using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>What has been opened of a card: its control, or a mixer over that.</summary>
/// <param name="Handle">What is worked with.</param>
/// <param name="Control">The control, which is part of it.</param>
/// <param name="Close">Closes the handle, and what is part of it.</param>
internal sealed unsafe record NativeControl(nint Handle, nint Control, Action<nint> Close)
{
    /// <summary>The number of its card; -1 if it has none. What an external plug-in says is its own affair, and no card's number.</summary>
    internal int ReadCard(string name)
    {
        var info = stackalloc byte[(int)Asound.snd_ctl_card_info_sizeof()];
        using var said = LibraryMessages.Listen();
        var result = Asound.snd_ctl_card_info(Control, info);
        return result < 0 ? throw AlsaErrors.ToException(-result, "describe the card of", name, said.ToString())
            : Asound.snd_ctl_type(Control) == Asound.SND_CTL_TYPE_EXT ? -1 : Asound.snd_ctl_card_info_get_card(info);
    }
}
