namespace Revoke.Cli.Demo.Sound;

/// <summary>What <c>demo alsa</c> was asked for.</summary>
/// <param name="Demo">What every demo is asked for.</param>
/// <param name="Pcm">Where to play; null for the first card, or else a file.</param>
/// <param name="Time">How long, before it is taken away.</param>
internal sealed record SoundSettings(DemoSettings Demo, string? Pcm, TimeSpan Time);
