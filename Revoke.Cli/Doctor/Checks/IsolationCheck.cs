namespace Revoke.Cli.Doctor.Checks;

/// <summary>Containers and namespaces, in which events of devices may not arrive.</summary>
internal static class IsolationCheck
{
    private const string Name = "isolation";

    private static readonly string[] s_marks = ["/.dockerenv", "/run/.containerenv", "/run/systemd/container"];

    internal static Finding Run()
    {
        if (!OwnsAllUsers(File.ReadAllText("/proc/self/uid_map")))
        {
            return Finding.Degraded(
                Name, "a user namespace", "the kernel announces only network devices of this namespace here; others are looked at every 2 s. Run it outside to have all events.");
        }

        if (Array.Find(s_marks, File.Exists) is { } mark)
        {
            return Finding.Degraded(
                Name, $"a container ({mark})", "network devices of other namespaces are not announced, and nodes in /dev do not come and go by themselves. Mount the host's /dev, and use the host's network.");
        }

        return NamespaceOf("self") is { } own && NamespaceOf("1") is { } first && !string.Equals(own, first, StringComparison.Ordinal)
            ? Finding.Degraded(Name, "a network namespace of its own", "network devices outside it are neither seen nor announced.")
            : Finding.Ok(Name, "neither a container nor namespaces of its own are seen");
    }

    /// <summary><c>/proc/PID/uid_map</c> (user_namespaces(7)): the first namespace has all user IDs, from 0 to 0.</summary>
    internal static bool OwnsAllUsers(string map) => map.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is ["0", "0", "4294967295"];

    // Those of others are root's to see.
    private static string? NamespaceOf(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/net").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
