namespace Revoke.Benchmarks.Harness;

/// <summary>What a <see cref="RoundLoop"/> found: twice a round, the time of an operation of each side.</summary>
internal sealed class RoundTimes
{
    private readonly List<string> _sides;
    private readonly List<double>[] _first;
    private readonly List<double>[] _second;
    private readonly int _attempts;
    private readonly double _tolerance;

    internal RoundTimes(List<string> sides, int attempts, double tolerance)
    {
        _sides = sides;
        _first = [.. sides.Select(static _ => new List<double>())];
        _second = [.. sides.Select(static _ => new List<double>())];
        _attempts = attempts;
        _tolerance = tolerance;
    }

    /// <summary>A round: every side once, in their order, and every side once more. One in which a side could not be measured does not count.</summary>
    internal void Add(double[] round)
    {
        if (Array.Exists(round, double.IsNaN))
        {
            return;
        }

        for (var i = 0; i < _sides.Count; i++)
        {
            _first[i].Add(round[i]);
            _second[i].Add(round[_sides.Count + i]);
        }
    }

    /// <summary>The sides.</summary>
    internal IReadOnlyList<string> Names => _sides;

    /// <summary>Whether there is a side of that name.</summary>
    internal bool Has(string side) => _sides.Contains(side, StringComparer.Ordinal);

    /// <summary>The median nanoseconds of an operation.</summary>
    internal double Nanoseconds(string side) => Median([.. _first[Find(side)], .. _second[Find(side)]]);

    /// <summary>The median of a side by itself (A/A).</summary>
    internal double Control(string side) => Median([.. _second[Find(side)].Zip(_first[Find(side)], Divide)]);

    /// <summary>One side by another.</summary>
    internal PairedResult Compare(string baseline, string contender)
    {
        var (a, b) = (Find(baseline), Find(contender));
        double[] ratios = [.. _first[b].Zip(_first[a], Divide), .. _second[b].Zip(_second[a], Divide)];
        return new PairedResult(
            Median(ratios),
            At(ratios, 0.25),
            At(ratios, 0.75),
            Control(baseline),
            ratios.Length,
            Nanoseconds(baseline),
            Nanoseconds(contender),
            _attempts) { Tolerance = _tolerance };
    }

    private static double Median(double[] samples) => At(samples, 0.5);

    private static double At(double[] samples, double share) => samples.Length > 0 ? Quantiles.At(samples, share) : double.NaN;

    private static double Divide(double contender, double baseline) => contender / baseline;

    private int Find(string side) => _sides.FindIndex(name => string.Equals(name, side, StringComparison.Ordinal)) is >= 0 and var index
        ? index
        : throw new ArgumentException($"No side is called '{side}'.", nameof(side));
}
