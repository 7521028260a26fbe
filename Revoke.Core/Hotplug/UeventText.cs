namespace Revoke.Hotplug;

/// <summary>The text of a <c>uevent</c> file: <c>KEY=value</c> lines.</summary>
internal static class UeventText
{
    internal static Dictionary<string, string> Parse(string? text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            if (equals > 0)
            {
                values[line[..equals].ToString()] = line[(equals + 1)..].ToString();
            }
        }

        return values;
    }
}
