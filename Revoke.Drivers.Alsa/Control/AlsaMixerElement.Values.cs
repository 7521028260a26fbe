using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <content>Volumes and switches.</content>
public sealed partial class AlsaMixerElement
{
    private const double HundredthsPerDecibel = 100;

    /// <summary>The volume, in steps of the card's own.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for the loudest.</param>
    /// <returns>The volume, inside of <see cref="PlaybackRange"/> or <see cref="CaptureRange"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public long GetVolume(PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskVolume(direction, channel, ReadVolume);

    /// <summary>Sets the volume, in steps of the card's own.</summary>
    /// <param name="volume">The volume, inside of <see cref="PlaybackRange"/> or <see cref="CaptureRange"/>.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="volume"/> is not inside the range, or it does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void SetVolume(long volume, PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskVolume(direction, channel, (side, channels) =>
    {
        var range = ReadLiveRange(side);
        if (volume < range.Minimum || volume > range.Maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(volume), volume, $"'{this}' has volumes from {range.Minimum} to {range.Maximum}.");
        }

        return WriteVolume(side, channels, (nint)volume);
    });

    /// <summary>The volume as a fraction of the card's own steps.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for the loudest.</param>
    /// <returns>From 0, the least, to 1, the most; 0 if there is but one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public double GetFraction(PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskVolume(direction, channel, (side, channels) =>
    {
        var range = ReadLiveRange(side);
        return range.Maximum > range.Minimum ? (double)(ReadVolume(side, channels) - range.Minimum) / (range.Maximum - range.Minimum) : 0;
    });

    /// <summary>Sets the volume to the step that is nearest to a fraction of all.</summary>
    /// <param name="fraction">From 0, the least, to 1, the most.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not from 0 to 1, or it does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void SetFraction(double fraction, PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null)
    {
        _mixer.ThrowIfDisposed();
        if (!(fraction >= 0 && fraction <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction is from 0 to 1.");
        }

        AskVolume(direction, channel, (side, channels) =>
        {
            var range = ReadLiveRange(side);
            return WriteVolume(side, channels, (nint)(range.Minimum + (long)Math.Round(fraction * (range.Maximum - range.Minimum), MidpointRounding.AwayFromZero)));
        });
    }

    /// <summary>The volume in decibels.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for the loudest.</param>
    /// <returns>Decibels; <see cref="double.NegativeInfinity"/> if nothing is heard.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume, or the card does not say what it is in decibels (<see cref="PlaybackDecibels"/>, <see cref="CaptureDecibels"/>).</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public double GetDecibels(PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskVolume(direction, channel, (side, channels) =>
    {
        CheckDecibels(side);
        _mixer.Check(side.ToDecibels((nint)ReadVolume(side, channels), out var hundredths), "read the decibels of");
        return ToDecibels(hundredths);
    });

    /// <summary>Sets the volume to the step that is nearest to so many decibels.</summary>
    /// <param name="decibels">Decibels; what is beyond the range is its end. A step that is silence is nearest to <see cref="double.NegativeInfinity"/> only.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decibels"/> is no number, or it does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such volume, or the card does not say what it is in decibels (<see cref="PlaybackDecibels"/>, <see cref="CaptureDecibels"/>).</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void SetDecibels(double decibels, PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null)
    {
        _mixer.ThrowIfDisposed();
        if (double.IsNaN(decibels))
        {
            throw new ArgumentOutOfRangeException(nameof(decibels), decibels, "Decibels are a number.");
        }

        AskVolume(direction, channel, (side, channels) =>
        {
            CheckDecibels(side);
            return WriteVolume(side, channels, FindNearest(side, decibels));
        });
    }

    /// <summary>Whether it is switched off.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for whether all are.</param>
    /// <returns>Whether nothing of it is played, or recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such switch.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public bool IsMuted(PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskSwitch(direction, channel, (side, channels) => channels.All(channel =>
    {
        _mixer.Check(side.GetSwitch(channel, out var isOn), "read a switch of");
        return isOn == 0;
    }));

    /// <summary>Switches it off, or on.</summary>
    /// <param name="isMuted">Whether off.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="channel">Of which channel; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not have <paramref name="channel"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mixer was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">It has no such switch.</exception>
    /// <exception cref="FileNotFoundException">The card does not have the element any more.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void SetMuted(bool isMuted, PcmDirection direction = PcmDirection.Playback, MixerChannel? channel = null) => AskSwitch(direction, channel, (side, channels) =>
    {
        foreach (var one in channels)
        {
            _mixer.Check(side.SetSwitch(one, isMuted ? 0 : 1), "set a switch of");
        }

        return true;
    });

    private static double ToDecibels(nint hundredths) => hundredths <= Asound.SND_CTL_TLV_DB_GAIN_MUTE ? double.NegativeInfinity : hundredths / HundredthsPerDecibel;

    private T AskVolume<T>(PcmDirection direction, MixerChannel? channel, Func<MixerSide, IReadOnlyList<MixerChannel>, T> question) => _mixer.Ask(Name, Index, element =>
    {
        var side = new MixerSide(element, direction);
        return side.HasVolume ? question(side, Choose(side, channel)) : throw new NotSupportedException($"'{this}' of '{_mixer.Name}' has no volume for {direction.ToString().ToLowerInvariant()}.");
    });

    private T AskSwitch<T>(PcmDirection direction, MixerChannel? channel, Func<MixerSide, IReadOnlyList<MixerChannel>, T> question) => _mixer.Ask(Name, Index, element =>
    {
        var side = new MixerSide(element, direction);
        return side.HasSwitch ? question(side, Choose(side, channel)) : throw new NotSupportedException($"'{this}' of '{_mixer.Name}' has no switch for {direction.ToString().ToLowerInvariant()}.");
    });

    private IReadOnlyList<MixerChannel> Choose(MixerSide side, MixerChannel? channel) => channel is not { } one ? side.ListChannels()
        : one is >= MixerChannel.FrontLeft and <= (MixerChannel)Asound.SND_MIXER_SCHN_LAST && side.Has(one) ? [one]
        : throw new ArgumentOutOfRangeException(nameof(channel), channel, $"'{this}' has the channels {string.Join(", ", side.ListChannels())} for {side.Direction.ToString().ToLowerInvariant()}.");

    private long ReadVolume(MixerSide side, IReadOnlyList<MixerChannel> channels) => channels.Max(channel =>
    {
        _mixer.Check(side.GetVolume(channel, out var volume), "read a volume of");
        return (long)volume;
    });

    private bool WriteVolume(MixerSide side, IReadOnlyList<MixerChannel> channels, nint volume)
    {
        foreach (var channel in channels)
        {
            _mixer.Check(side.SetVolume(channel, volume), "set a volume of");
        }

        return true;
    }

    private MixerRange ReadLiveRange(MixerSide side)
    {
        _mixer.Check(side.GetRange(out var minimum, out var maximum), "read the range of a volume of");
        return new MixerRange(minimum, maximum);
    }

    private void CheckDecibels(MixerSide side)
    {
        if (side.GetDecibelRange(out _, out _) < 0)
        {
            throw new NotSupportedException($"'{_mixer.Name}' does not say what '{this}' is in decibels.");
        }
    }

    private nint FindNearest(MixerSide side, double decibels)
    {
        var wanted = (nint)Math.Clamp(Math.Round(decibels * HundredthsPerDecibel), Asound.SND_CTL_TLV_DB_GAIN_MUTE, -(double)Asound.SND_CTL_TLV_DB_GAIN_MUTE);
        _mixer.Check(side.FromDecibels(wanted, -1, out var below), "find a volume of");
        _mixer.Check(side.FromDecibels(wanted, 1, out var above), "find a volume of");
        _mixer.Check(side.ToDecibels(below, out var less), "read the decibels of");
        _mixer.Check(side.ToDecibels(above, out var more), "read the decibels of");
        return Math.Abs(wanted - less) <= Math.Abs(more - wanted) ? below : above;
    }
}
