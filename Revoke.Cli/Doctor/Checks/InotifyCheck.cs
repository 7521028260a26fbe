using System.Globalization;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>How many inotify instances and watches a user may have (inotify(7)).</summary>
internal static class InotifyCheck
{
    private const string Name = "inotify";
    private const string Folder = "/proc/sys/fs/inotify/";
    private const int Enough = 128;

    internal static Finding Run()
    {
        try
        {
            return Judge(File.ReadAllText(Folder + "max_user_instances"), File.ReadAllText(Folder + "max_user_watches"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Missing(Name, exception.Message, "files that watch directories cannot be opened; nothing else needs it.");
        }
    }

    internal static Finding Judge(string instances, string watches)
    {
        var found = $"{instances.Trim()} instances, {watches.Trim()} watches for each user";
        return int.TryParse(instances.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= Enough
            ? Finding.Ok(Name, found)
            : Finding.Degraded(Name, found, $"programs of a desktop use up that many. sudo sysctl fs.inotify.max_user_instances={Enough}");
    }
}
