namespace Revoke.Cli.Doctor;

/// <summary><c>/proc/self/mounts</c>, in the form of fstab(5).</summary>
internal static class MountTable
{
    private const int Point = 1;
    private const int Options = 3;

    /// <summary>The options of what is mounted at a path, last and therefore on top; null if nothing is.</summary>
    internal static string[]? OptionsOf(IEnumerable<string> lines, string path) =>
        lines.Select(static line => line.Split(' ')).LastOrDefault(fields => fields.Length > Options && string.Equals(fields[Point], path, StringComparison.Ordinal))?[Options].Split(',');
}
