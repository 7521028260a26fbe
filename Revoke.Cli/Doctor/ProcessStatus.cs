using System.Globalization;

namespace Revoke.Cli.Doctor;

/// <summary>Who a process is, from <c>/proc/PID/status</c> (proc_pid_status(5)).</summary>
/// <param name="User">Its effective user.</param>
/// <param name="Groups">Its effective group and the supplementary ones.</param>
/// <param name="Capabilities">Its effective capabilities, a bit each (capabilities(7)).</param>
internal sealed record ProcessStatus(uint User, IReadOnlySet<uint> Groups, ulong Capabilities)
{
    private const int EffectiveId = 1;

    internal bool IsRoot => User == 0;

    internal static ProcessStatus ReadOwn() => Parse(File.ReadLines("/proc/self/status"));

    /// <summary>Lines that are missing or make no sense count as nobody's.</summary>
    internal static ProcessStatus Parse(IEnumerable<string> lines)
    {
        uint user = uint.MaxValue;
        var groups = new HashSet<uint>();
        ulong capabilities = 0;
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var values = line[(colon + 1)..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (colon < 0 ? string.Empty : line[..colon])
            {
                case "Uid" when values.Length > EffectiveId:
                    user = ParseId(values[EffectiveId]) ?? user;
                    break;
                case "Gid" when values.Length > EffectiveId:
                    Add(groups, values[EffectiveId]);
                    break;
                case "Groups":
                    Array.ForEach(values, value => Add(groups, value));
                    break;
                case "CapEff" when values.Length > 0:
                    _ = ulong.TryParse(values[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out capabilities);
                    break;
                default:
                    break;
            }
        }

        return new ProcessStatus(user, groups, capabilities);
    }

    internal bool Has(Capability capability) => (Capabilities & (1UL << (int)capability)) != 0;

    private static uint? ParseId(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static void Add(HashSet<uint> groups, string text)
    {
        if (ParseId(text) is { } id)
        {
            groups.Add(id);
        }
    }
}
