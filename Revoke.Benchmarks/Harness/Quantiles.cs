namespace Revoke.Benchmarks.Harness;

/// <summary>Order statistics: what a busy machine does to a few samples does not move them.</summary>
internal static class Quantiles
{
    /// <summary>The middle value; the mean of the two middle ones if their number is even.</summary>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    internal static double Median(IEnumerable<double> samples) => At(samples, 0.5);

    /// <summary>The value below which the given share of the samples lies, interpolated between neighbours.</summary>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 and 1.</exception>
    internal static double At(IEnumerable<double> samples, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double[] sorted = [.. samples];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("There are no samples.", nameof(samples));
        }

        Array.Sort(sorted);
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
