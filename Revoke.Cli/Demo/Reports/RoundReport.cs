namespace Revoke.Cli.Demo.Reports;

/// <summary>One round: of each kind the median over its sleepers, from just before the wake until the sleeper was back in user code.</summary>
internal sealed record RoundReport(
    double BareMicroseconds,
    double TryMicroseconds,
    double ThrowingMicroseconds,
    double AsyncMicroseconds,
    double AsyncBareMicroseconds);
