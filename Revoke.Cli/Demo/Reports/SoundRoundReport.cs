namespace Revoke.Cli.Demo.Reports;

/// <summary>The PCM was opened, its buffer filled, and it was revoked.</summary>
/// <param name="RevokeMicroseconds">How long the revoke took, until its descriptors were closed.</param>
internal sealed record SoundRoundReport(double RevokeMicroseconds);
