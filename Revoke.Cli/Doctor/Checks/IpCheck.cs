namespace Revoke.Cli.Doctor.Checks;

/// <summary>The command ip, with which people, and the tests, remove network devices.</summary>
internal static class IpCheck
{
    private const string Name = "ip";

    // Where it is for root only, too.
    private const string More = "/usr/sbin:/sbin";

    internal static Finding Run()
    {
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:{More}".Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(static folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists) is { } path
            ? Finding.Ok(Name, path)
            : Finding.Missing(Name, "it is not installed", "some tests are skipped; the tool itself does not need it. sudo apt-get install -y iproute2");
    }
}
