namespace Revoke.Cli.Demo;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Json">Whether a program reads.</param>
/// <param name="Rounds">How often wakes are compared, mappings revoked, or PCMs.</param>
/// <param name="WithBare">Whether the same is shown without the library.</param>
internal sealed record DemoSettings(bool Json, int Rounds, bool WithBare);
