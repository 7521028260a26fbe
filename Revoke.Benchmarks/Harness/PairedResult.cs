namespace Revoke.Benchmarks.Harness;

/// <summary>What a paired loop found.</summary>
/// <param name="Ratio">The median of contender by baseline.</param>
/// <param name="LowerQuartile">A quarter of the ratios is below this.</param>
/// <param name="UpperQuartile">A quarter of the ratios is above this.</param>
/// <param name="Control">The median of baseline by baseline (A/A).</param>
/// <param name="Ratios">How many ratios the median is taken of.</param>
/// <param name="BaselineNanoseconds">The median time of one operation of the baseline.</param>
/// <param name="ContenderNanoseconds">The median time of one operation of the contender.</param>
/// <param name="Attempts">How often it was measured until the control was near enough to 1.</param>
internal sealed record PairedResult(
    double Ratio,
    double LowerQuartile,
    double UpperQuartile,
    double Control,
    int Ratios,
    double BaselineNanoseconds,
    double ContenderNanoseconds,
    int Attempts)
{
    /// <summary>How far from 1 the control may be.</summary>
    internal double Tolerance { get; init; } = Bar.Tolerance;
}
