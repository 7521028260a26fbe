using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Medians over the rounds of what a wake by revoke costs, as a multiple of the bare one's.</summary>
internal sealed record Ratios(double Try, double Throwing, double Async)
{
    internal const double TryLimit = 1.5;
    internal const double ThrowingLimit = 3;
    internal const double AsyncLimit = 3;

    /// <summary>Of <see cref="DeviceDemoReport"/>: from the uevent to the last handle.</summary>
    internal const double RemovalLimit = 3;

    internal static Ratios Of(IReadOnlyCollection<RoundReport> rounds) => new(
        Median.Of(rounds.Select(static round => round.TryMicroseconds / round.BareMicroseconds)),
        Median.Of(rounds.Select(static round => round.ThrowingMicroseconds / round.BareMicroseconds)),
        Median.Of(rounds.Select(static round => round.AsyncMicroseconds / round.AsyncBareMicroseconds)));
}
