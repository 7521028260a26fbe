using System.Globalization;

namespace Revoke.Cli.Doctor;

/// <summary><c>/etc/group</c> (group(5)).</summary>
internal static class GroupFile
{
    private const int Id = 2;

    /// <summary>Names by number; lines that make no sense are left out.</summary>
    internal static Dictionary<uint, string> Parse(IEnumerable<string> lines)
    {
        var groups = new Dictionary<uint, string>();
        foreach (var fields in lines.Select(static line => line.Split(':')))
        {
            if (fields.Length > Id && uint.TryParse(fields[Id], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                groups.TryAdd(id, fields[0]);
            }
        }

        return groups;
    }
}
