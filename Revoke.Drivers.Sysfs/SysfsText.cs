using System.Globalization;

namespace Revoke.Drivers.Sysfs;

/// <summary>The forms in which attributes show values. Pure functions: nothing is read.</summary>
public static class SysfsText
{
    /// <summary>An integer: decimal digits with or without a sign, or hexadecimal ones after <c>0x</c>; white space around it does not count, leading zeros do not make it octal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The integer, 0 if it is none.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryParseInt64(ReadOnlySpan<char> text, out long value)
    {
        text = text.Trim();
        if (TryCutPrefix(ref text))
        {
            // As the kernel prints it: no sign, so the highest bit is not one either.
            return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0 || Fail(out value);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>As <see cref="TryParseInt64"/>, without a sign.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The integer, 0 if it is none.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryParseUInt64(ReadOnlySpan<char> text, out ulong value)
    {
        text = text.Trim();
        return TryCutPrefix(ref text)
            ? ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A hexadecimal number, with <c>0x</c> before it (<c>0x8086</c>) or without (a USB device's <c>1d6b</c>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number, 0 if it is none.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryParseHex(ReadOnlySpan<char> text, out ulong value)
    {
        text = text.Trim();
        TryCutPrefix(ref text);
        return ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// A truth value, in the words that the kernel takes for one (kstrtobool), in any case: 1, y, yes, t, true, on, enable, enabled; 0, n, no, f, false,
    /// off, disable, disabled. The kernel looks at their first letters only; here the whole word has to be one, so that <c>0x10</c> or <c>down</c> is none.
    /// </summary>
    /// <param name="text">The text; white space around it does not count.</param>
    /// <param name="value">The value, <see langword="false"/> if it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParseBoolean(ReadOnlySpan<char> text, out bool value)
    {
        text = text.Trim();
        value = IsAnyOf(text, "1", "y", "yes", "t", "true", "on", "enable", "enabled");
        return value || IsAnyOf(text, "0", "n", "no", "f", "false", "off", "disable", "disabled");
    }

    /// <summary>Lines of KEY=VALUE, as those of <c>uevent</c>. Empty lines do not count; where a key is there twice, its last value does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="properties">The values by their keys; empty if it is something else.</param>
    /// <returns>Whether every line is one.</returns>
    public static bool TryParseProperties(ReadOnlySpan<char> text, out IReadOnlyDictionary<string, string> properties)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            var sign = line.IndexOf('=');
            if (sign > 0)
            {
                values[line[..sign].ToString()] = line[(sign + 1)..].ToString();
            }
            else if (!line.IsEmpty)
            {
                properties = new Dictionary<string, string>(StringComparer.Ordinal);
                return false;
            }
        }

        properties = values;
        return true;
    }

    /// <summary>The file <c>resource</c> of a PCI device: a line for each number, with first address, last address and flags. Those without an address are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resources">The resources in the order of their numbers; empty if it is something else.</param>
    /// <returns>Whether every line is one.</returns>
    public static bool TryParseResources(ReadOnlySpan<char> text, out IReadOnlyList<PciResource> resources)
    {
        var found = new List<PciResource>();
        var index = 0;
        resources = [];
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (!TryParseResource(text[line], index++, out var resource))
            {
                return false;
            }

            // As pci_resource_len counts: none that ends at 0; and none that is empty, as a window that a bridge does not use.
            if (resource.End > 0 && resource is { Length: > 0, Flags: not 0 } && resource.End >= resource.Start)
            {
                found.Add(resource);
            }
        }

        resources = found;
        return true;
    }

    private static bool TryParseResource(ReadOnlySpan<char> line, int index, out PciResource resource)
    {
        Span<ulong> values = stackalloc ulong[3];
        var count = 0;
        resource = new PciResource(index, 0, 0, 0);
        foreach (var part in line.Split(' '))
        {
            if (count == values.Length || !line[part].StartsWith("0x", StringComparison.Ordinal)
                || !ulong.TryParse(line[part][2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out values[count++]))
            {
                return false;
            }
        }

        resource = new PciResource(index, values[0], values[1], values[2]);
        return count == values.Length;
    }

    private static bool TryCutPrefix(ref ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[2..];
        return true;
    }

    private static bool Fail(out long value)
    {
        value = 0;
        return false;
    }

    private static bool IsAnyOf(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
