namespace Revoke.Cli.Demo;

/// <summary>The open descriptors of this process by what they refer to.</summary>
internal sealed class Descriptors
{
    private const string Lines = "/dev/pts/";

    private readonly Dictionary<string, int> _targets = new(StringComparer.Ordinal);

    private Descriptors()
    {
    }

    internal static Descriptors Capture()
    {
        var descriptors = new Descriptors();
        foreach (var entry in new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos())
        {
            // Not the one by which the directory is read, nor those the runtime keeps of assemblies as they are loaded.
            if (entry.LinkTarget is { } target && !target.EndsWith("/fd", StringComparison.Ordinal) && !target.EndsWith(".dll", StringComparison.Ordinal))
            {
                // A line that comes back has another number.
                var name = target.StartsWith(Lines, StringComparison.Ordinal) ? Lines : target;
                descriptors._targets[name] = descriptors._targets.GetValueOrDefault(name) + 1;
            }
        }

        return descriptors;
    }

    /// <summary>What is open now and was not then, as often as that is so.</summary>
    internal IEnumerable<string> Since(Descriptors earlier) =>
        _targets.SelectMany(now => Enumerable.Repeat(now.Key, Math.Max(0, now.Value - earlier._targets.GetValueOrDefault(now.Key))));
}
