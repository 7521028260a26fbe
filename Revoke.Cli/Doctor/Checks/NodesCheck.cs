namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether this user may open the device nodes that are given to groups: dialout for serial lines, audio for sound.</summary>
internal static class NodesCheck
{
    private const string Name = "nodes";

    // Groups that are made for people who use such devices; membership in others (disk, kmem) is no advice to give.
    private static readonly string[] s_groups = ["dialout", "uucp", "audio", "video", "render", "input", "plugdev", "i2c", "spi", "gpio"];

    internal static Finding Run(ProcessStatus status, string root)
    {
        if (status.IsRoot)
        {
            return Finding.Ok(Name, "root opens every device node");
        }

        var known = GroupFile.Parse(File.Exists("/etc/group") ? File.ReadLines("/etc/group") : []);
        var closed = DeviceNodes.Groups(root)
            .Where(group => !status.Groups.Contains(group.Key) && known.TryGetValue(group.Key, out var name) && s_groups.Contains(name, StringComparer.Ordinal))
            .Select(group => (Name: known[group.Key], Count: group.Value))
            .OrderBy(static group => group.Name, StringComparer.Ordinal)
            .ToList();
        return closed.Count == 0
            ? Finding.Ok(Name, $"no device node in {root} is given to a group that this user would have to join")
            : Finding.Degraded(
                Name,
                $"closed to this user: {string.Join(", ", closed.Select(static group => $"{group.Count} of group {group.Name}"))}",
                $"sudo usermod -aG {string.Join(',', closed.Select(static group => group.Name))} {Environment.UserName}, and log in again.");
    }
}
