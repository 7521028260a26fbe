using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>Opens controls and mixers. What fails says what libasound says of it, and leaves nothing open.</summary>
internal static unsafe class ControlOpener
{
    /// <summary>Opens a control, for not blocking, and has it tell of what happens from now on; the caller closes.</summary>
    internal static NativeControl OpenControl(string name)
    {
        var control = Open(name);
        using var said = LibraryMessages.Listen();
        var result = Asound.snd_ctl_subscribe_events(control, 1);
        if (result < 0)
        {
            _ = Asound.snd_ctl_close(control);
            throw AlsaErrors.ToException(-result, "listen to", name, said.ToString());
        }

        return new NativeControl(control, control, static control => _ = Asound.snd_ctl_close(control));
    }

    /// <summary>Opens a mixer with its elements; the caller closes.</summary>
    internal static NativeControl OpenMixer(string name)
    {
        using var said = LibraryMessages.Listen();
        _ = AlsaErrors.Check(Asound.snd_mixer_open(out var mixer, 0), "open the mixer of", name);
        nint control = 0;
        var isOpen = false;
        try
        {
            control = Open(name);
            var result = Attach(mixer, control);
            result = result < 0 ? result : Asound.snd_mixer_selem_register(mixer, null, null);
            result = result < 0 ? result : Asound.snd_mixer_load(mixer);
            isOpen = result >= 0 ? true : throw AlsaErrors.ToException(-result, "open the mixer of", name, said.ToString());
        }
        finally
        {
            if (!isOpen)
            {
                _ = Asound.snd_mixer_close(mixer);
            }
        }

        return new NativeControl(mixer, control, static mixer => _ = Asound.snd_mixer_close(mixer));
    }

    /// <summary>What to wait for until there is an event.</summary>
    internal static PcmWaits CreateWaits(nint control, string name, TimeProvider time)
    {
        var descriptors = new PollDescriptor[AlsaErrors.Check(Asound.snd_ctl_poll_descriptors_count(control), "count what to poll of", name)];
        fixed (PollDescriptor* first = descriptors)
        {
            var count = descriptors.Length == 0 ? 0 : AlsaErrors.Check(Asound.snd_ctl_poll_descriptors(control, first, (uint)descriptors.Length), "find what to poll of", name);
            return new PcmWaits(descriptors[..count], name, time) { IsControl = true, NeedsTranslation = Asound.snd_ctl_type(control) == Asound.SND_CTL_TYPE_EXT };
        }
    }

    private static nint Open(string name)
    {
        using var said = LibraryMessages.Listen();
        var result = Asound.snd_ctl_open(out var control, name, Asound.SND_CTL_NONBLOCK);

        // EINVAL is a name that makes no sense, of a card or in the configuration.
        return result >= 0 ? control
            : throw (result == -AlsaErrors.EINVAL ? new FileNotFoundException($"There is no control '{name}'. libasound says: {said.ToString()}", name)
                : AlsaErrors.ToException(-result, "open the control", name, said.ToString()));
    }

    /// <summary>Gives the control to the mixer, or closes it.</summary>
    private static int Attach(nint mixer, nint control)
    {
        var result = Asound.snd_hctl_open_ctl(out var high, control);
        if (result < 0)
        {
            _ = Asound.snd_ctl_close(control);
            return result;
        }

        return Asound.snd_mixer_attach_hctl(mixer, high);
    }
}
