using System.Globalization;
using System.Text.Json.Nodes;

namespace Revoke.Lab.Runs;

/// <summary>What was seen, by name; a name can be seen several times.</summary>
internal sealed class Facts
{
    private readonly SortedDictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    internal IReadOnlyList<string> this[string name] => _values.TryGetValue(name, out var values) ? values : [];

    internal void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = [];
        }

        values.Add(value);
    }

    internal void Add(string name, double value) => Add(name, value.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>As an object: one value, or an array of those that were seen.</summary>
    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, values) in _values)
        {
            json[name] = values.Count == 1 ? ToJson(values[0]) : new JsonArray([.. values.Select(ToJson)]);
        }

        return json;
    }

    private static JsonNode ToJson(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(value);
}
