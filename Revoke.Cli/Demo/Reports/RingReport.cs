namespace Revoke.Cli.Demo.Reports;

/// <summary>The mapped ring buffer of a card.</summary>
/// <param name="Bytes">How long it is.</param>
/// <param name="SoundingBefore">How many bytes of it, at most, were not silence while it played.</param>
/// <param name="SoundingAfterwards">How many at the same address once it had been taken away, read past the library.</param>
internal sealed record RingReport(long Bytes, long SoundingBefore, long SoundingAfterwards);
