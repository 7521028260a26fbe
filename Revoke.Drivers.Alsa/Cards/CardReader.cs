using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>Reads what there is of cards, through their control nodes.</summary>
internal static unsafe class CardReader
{
    /// <summary>The numbers of the cards that are there.</summary>
    internal static List<int> ListNumbers()
    {
        var numbers = new List<int>();
        for (var card = -1; Asound.snd_card_next(ref card) >= 0 && card >= 0;)
        {
            numbers.Add(card);
        }

        return numbers;
    }

    /// <summary>Null for one that has gone meanwhile.</summary>
    /// <exception cref="UnauthorizedAccessException">Its control node may not be opened.</exception>
    /// <exception cref="IOException">It could not be read.</exception>
    internal static AlsaCardInfo? Read(int card, Device? device)
    {
        var name = $"hw:{card}";
        nint control;
        using (var said = LibraryMessages.Listen())
        {
            var opened = Asound.snd_ctl_open(out control, name, Asound.SND_CTL_NONBLOCK);
            if (opened < 0)
            {
                return AlsaErrors.ToException(-opened, "open the control of", name, said.ToString()) is var exception and not FileNotFoundException ? throw exception : null;
            }
        }

        try
        {
            return Describe(control, name, device);
        }
        finally
        {
            _ = Asound.snd_ctl_close(control);
        }
    }

    /// <summary>By an open control. Null for a card that has gone meanwhile.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    internal static AlsaCardInfo? Describe(nint control, string name, Device? device)
    {
        var size = (int)Asound.snd_ctl_card_info_sizeof();
        var info = stackalloc byte[size];
        new Span<byte>(info, size).Clear();
        using var said = LibraryMessages.Listen();
        var result = Asound.snd_ctl_card_info(control, info);
        if (result < 0)
        {
            return result == -AlsaErrors.ENODEV ? null : throw AlsaErrors.ToException(-result, "describe", name, said.ToString());
        }

        var id = ToText(Asound.snd_ctl_card_info_get_id(info));
        return new AlsaCardInfo(
            Asound.snd_ctl_card_info_get_card(info),
            id,
            ToText(Asound.snd_ctl_card_info_get_driver(info)),
            ToText(Asound.snd_ctl_card_info_get_name(info)),
            ToText(Asound.snd_ctl_card_info_get_longname(info)),
            ToText(Asound.snd_ctl_card_info_get_mixername(info)),
            ToText(Asound.snd_ctl_card_info_get_components(info)),
            ReadPcms(control, id),
            device);
    }

    internal static string ToText(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    private static List<AlsaPcmInfo> ReadPcms(nint control, string cardId)
    {
        var pcms = new List<AlsaPcmInfo>();
        var size = (int)Asound.snd_pcm_info_sizeof();
        var info = stackalloc byte[size];
        for (var device = -1; Asound.snd_ctl_pcm_next_device(control, ref device) >= 0 && device >= 0;)
        {
            var (id, name) = (string.Empty, string.Empty);
            var streams = new int[2];
            foreach (var direction in (PcmDirection[])[PcmDirection.Playback, PcmDirection.Capture])
            {
                new Span<byte>(info, size).Clear();
                Asound.snd_pcm_info_set_device(info, (uint)device);
                Asound.snd_pcm_info_set_subdevice(info, 0);
                Asound.snd_pcm_info_set_stream(info, direction);
                if (Asound.snd_ctl_pcm_info(control, info) >= 0)
                {
                    (id, name) = (ToText(Asound.snd_pcm_info_get_id(info)), ToText(Asound.snd_pcm_info_get_name(info)));
                    streams[(int)direction] = (int)Asound.snd_pcm_info_get_subdevices_count(info);
                }
            }

            pcms.Add(new AlsaPcmInfo(cardId, device, id, name, streams[0], streams[1]));
        }

        return pcms;
    }
}
