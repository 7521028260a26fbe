using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary>Where the tone goes: to a card, or to a file.</summary>
/// <param name="Name">What libasound calls it.</param>
/// <param name="Card">The card's name; null if there is none, or it was not looked for.</param>
/// <param name="Path">The file, of samples and nothing else; null if it is none.</param>
internal sealed record SoundPlace(string Name, string? Card = null, string? Path = null)
{
    private static readonly PcmFormat s_format = new(48_000, 2);
    private static readonly PcmOptions s_options = new() { AllowNear = true, Recovery = PcmRecovery.All };

    /// <summary>The first card that can be had, or else a file.</summary>
    /// <param name="alsa">The driver.</param>
    /// <param name="folder">Where to put the file.</param>
    /// <param name="skipped">Is told which cards could not be had, and why.</param>
    internal static SoundPlace Find(AlsaDriver alsa, string folder, List<string> skipped)
    {
        var before = skipped.Count;
        foreach (var card in GetCards(alsa, skipped))
        {
            if (card.Pcms.FirstOrDefault(static pcm => pcm.PlaybackStreams > 0) is { } pcm && TryFind(alsa, new SoundPlace(pcm.PcmName, card.Name), skipped) is { } found)
            {
                return found;
            }
        }

        if (skipped.Count == before)
        {
            skipped.Add("hw:0: there is no sound card that plays");
        }

        var path = System.IO.Path.Combine(folder, "tone.raw");
        return new SoundPlace($"file:'{path}',raw", Path: path);
    }

    /// <summary>Opens it, with its ring buffer mappable if it is a card's own; what a card does not have itself libasound makes of it.</summary>
    internal AlsaPcm Open(AlsaDriver alsa)
    {
        try
        {
            return alsa.OpenPlayback(Name, s_format, s_options with { MapsRing = IsHardware(Name) });
        }
        catch (NotSupportedException) when (IsHardware(Name))
        {
            return alsa.OpenPlayback($"plug{Name}", s_format, s_options);
        }
    }

    /// <summary>The ring buffer; null of a PCM that libasound makes up, and of a card that has just gone.</summary>
    internal static PcmRing? TryMapRing(AlsaPcm pcm)
    {
        try
        {
            return IsHardware(pcm.Name) ? pcm.MapRing() : null;
        }
        catch (RevokedException)
        {
            return null;
        }
    }

    private static bool IsHardware(string name) => name.StartsWith("hw:", StringComparison.Ordinal);

    private static IReadOnlyList<AlsaCardInfo> GetCards(AlsaDriver alsa, List<string> skipped)
    {
        try
        {
            return alsa.GetCards();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            skipped.Add(exception.Message);
            return [];
        }
    }

    private static SoundPlace? TryFind(AlsaDriver alsa, SoundPlace place, List<string> skipped)
    {
        try
        {
            using var pcm = place.Open(alsa);
            return place with { Name = pcm.Name };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            skipped.Add(exception.Message);
            return null;
        }
    }
}
