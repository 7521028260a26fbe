using System.Globalization;

namespace Revoke.Drivers.Uio;

/// <summary>Reads the directory of a UIO device, or one below it, by its path: who needs to know that it was one device's all the time holds that and looks afterwards.</summary>
internal readonly record struct UioFolder(string Path)
{
    internal UioFolder Below(string name) => new($"{Path}/{name}");

    internal string ReadText(string name) => ReadFile(name).TrimEnd('\n');

    /// <summary>A number as the kernel prints it here: hexadecimal after <c>0x</c>.</summary>
    internal ulong ReadHex(string name)
    {
        var text = ReadFile(name);
        var digits = text.AsSpan().Trim();
        return digits.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CreateGarbled(name, text, "a hexadecimal number");
    }

    internal UioPortType ReadPortType(string name)
    {
        var text = ReadFile(name);
        return text.AsSpan().Trim() switch
        {
            "port_none" => UioPortType.None,
            "port_x86" => UioPortType.X86,
            "port_gpio" => UioPortType.Gpio,
            "port_other" => UioPortType.Other,
            _ => throw CreateGarbled(name, text, "a kind of port"),
        };
    }

    /// <summary>The last part of what a link points to; null if it is none.</summary>
    internal string? ReadLinkName(string name) => System.IO.Path.GetFileName(new FileInfo($"{Path}/{name}").LinkTarget);

    /// <summary>Reads the directories that are called <paramref name="prefix"/> and a number, in their order: those that are there whole. The kernel makes each before its files, and takes those away first.</summary>
    internal List<T> ReadNumbered<T>(string name, string prefix, Func<int, UioFolder, T> read)
    {
        var found = new List<T>();
        foreach (var (index, folder) in Numbered(name, prefix))
        {
            try
            {
                found.Add(read(index, folder));
            }
            catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // Not there yet, or not any more.
            }
        }

        return found;
    }

    /// <summary>The number in <c>uio12</c>.</summary>
    internal static bool TryParseNumber(ReadOnlySpan<char> name, string prefix, out int number)
    {
        number = -1;
        return name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private SortedDictionary<int, UioFolder> Numbered(string name, string prefix)
    {
        var folder = Below(name);
        var found = new SortedDictionary<int, UioFolder>();
        try
        {
            foreach (var path in Directory.EnumerateDirectories(folder.Path))
            {
                if (TryParseNumber(System.IO.Path.GetFileName(path), prefix, out var index))
                {
                    found[index] = new UioFolder(path);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // It has none.
        }

        return found;
    }

    private string ReadFile(string name) => File.ReadAllText($"{Path}/{name}");

    private FormatException CreateGarbled(string name, string text, string expected) => new($"'{Path}/{name}' holds '{text.TrimEnd('\n')}', which is not {expected}.");
}
