using System.Globalization;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>How many descriptors a process may have (RLIMIT_NOFILE).</summary>
internal static class DescriptorLimitCheck
{
    private const string Name = "descriptors";
    private const string Line = "Max open files";
    private const ulong Least = 64;
    private const ulong Enough = 1024;

    internal static Finding Run() => Judge(File.ReadLines("/proc/self/limits"));

    /// <summary>Lines of <c>/proc/PID/limits</c> (proc_pid_limits(5)): the name, the soft limit, the hard limit.</summary>
    internal static Finding Judge(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(static line => line.StartsWith(Line, StringComparison.Ordinal)) ?? string.Empty;
        var values = line.Length == 0 ? [] : line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (values.Length < 2)
        {
            return Finding.Degraded(Name, "/proc/self/limits does not tell", "the limit is not known.");
        }

        var found = $"{values[0]} (hard limit {values[1]}; .NET raises the first to the second)";
        return Parse(values[0]) switch
        {
            < Least => Finding.Missing(Name, found, $"not even {Least} files can be open. Raise it: ulimit -n, LimitNOFILE= of the service."),
            < Enough => Finding.Degraded(Name, found, "each open file and some of the runtime's need one. Raise it: ulimit -n, LimitNOFILE= of the service."),
            _ => Finding.Ok(Name, found),
        };
    }

    private static ulong Parse(string value) => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : ulong.MaxValue;
}
