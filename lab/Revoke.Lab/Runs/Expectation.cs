using System.Globalization;
using System.Text.Json.Nodes;

namespace Revoke.Lab.Runs;

/// <summary>
/// What a fact has to be. A text or number: this, each time it was seen. An array: one of these. An object: <c>min</c> and <c>max</c> for each
/// value, <c>median</c> and <c>p90</c> for the most that their median, or nine of ten, may be, <c>count</c> for how often it was seen. <c>null</c>: not seen.
/// </summary>
internal static class Expectation
{
    /// <summary>Says what is wrong, or <see langword="null"/> if it is as expected.</summary>
    internal static string? Explain(string name, IReadOnlyList<string> seen, JsonNode? expected)
    {
        if (expected is null)
        {
            return seen.Count == 0 ? null : $"{name}: seen ({Show(seen)}), not expected";
        }

        if (seen.Count == 0)
        {
            return $"{name}: not seen, expected {expected.ToJsonString()}";
        }

        return Holds(seen, expected) ? null : $"{name}: {Show(seen)}, expected {expected.ToJsonString()}";
    }

    private static bool Holds(IReadOnlyList<string> seen, JsonNode expected) => expected switch
    {
        JsonArray any => seen.All(value => any.Any(one => Same(value, one!))),
        JsonObject bounds => bounds.All(bound => HoldsBound(seen, bound.Key, (double)bound.Value!)),
        _ => seen.All(value => Same(value, expected)),
    };

    private static bool HoldsBound(IReadOnlyList<string> seen, string bound, double limit)
    {
        if (bound == "count")
        {
            return seen.Count == limit;
        }

        double[] values = [.. seen.Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Order()];
        return bound switch
        {
            "min" => values.All(value => value >= limit),
            "max" => values.All(value => value <= limit),
            "median" => values[values.Length / 2] <= limit,
            "p90" => values[values.Length * 9 / 10] <= limit,
            _ => throw new FormatException($"'{bound}' is no bound: min, max, median, p90, count."),
        };
    }

    private static bool Same(string value, JsonNode expected) => string.Equals(value, expected.ToString(), StringComparison.Ordinal);

    private static string Show(IReadOnlyList<string> values) =>
        values.Count <= 8 ? string.Join(", ", values) : $"{string.Join(", ", values.Take(8))}, … ({values.Count} in all)";
}
