namespace Revoke.Cli.Demo.Rounds;

internal static class Median
{
    internal static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Of those that are known; null if none is.</summary>
    internal static double? OfKnown(IEnumerable<double?> values) => Of(values.OfType<double>()) is var median && double.IsNaN(median) ? null : median;
}
