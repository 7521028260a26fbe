using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>Something has become of an element of a card, by this program or another, or by the card itself.</summary>
/// <param name="Name">What the element is called: <c>Master Playback Volume</c>.</param>
/// <param name="Index">Which one of that name.</param>
/// <param name="Interface">What it belongs to.</param>
/// <param name="Device">The device it belongs to.</param>
/// <param name="Subdevice">The subdevice.</param>
/// <param name="NumericId">The card's number for it, which another element may have after it is gone.</param>
/// <param name="Changes">What has become of it.</param>
public sealed record AlsaControlEvent(string Name, int Index, ControlInterface Interface, int Device, int Subdevice, int NumericId, ControlChanges Changes)
{
    internal static int Size => (int)Asound.snd_ctl_event_sizeof();

    /// <summary>Takes it out of a <c>snd_ctl_event_t</c>.</summary>
    internal static unsafe AlsaControlEvent Read(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* told = bytes)
        {
            var mask = Asound.snd_ctl_event_elem_get_mask(told);
            return new AlsaControlEvent(
                CardReader.ToText(Asound.snd_ctl_event_elem_get_name(told)),
                (int)Asound.snd_ctl_event_elem_get_index(told),
                Asound.snd_ctl_event_elem_get_interface(told),
                (int)Asound.snd_ctl_event_elem_get_device(told),
                (int)Asound.snd_ctl_event_elem_get_subdevice(told),
                (int)Asound.snd_ctl_event_elem_get_numid(told),
                mask == Asound.SND_CTL_EVENT_MASK_REMOVE ? ControlChanges.Removed : (ControlChanges)mask);
        }
    }
}
