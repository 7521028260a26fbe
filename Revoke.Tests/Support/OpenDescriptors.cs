namespace Revoke.Tests.Support;

/// <summary>
/// What this process has open, by what the numbers point at: the bare number of descriptors drifts without any leak. Things that
/// exist once for the process (the readiness monitor, doorbells) have to be warmed up before.
/// </summary>
internal sealed class OpenDescriptors
{
    private readonly Dictionary<string, int> _targets;

    private OpenDescriptors(Dictionary<string, int> targets) => _targets = targets;

    /// <summary>Takes stock, of what contains one of these texts only.</summary>
    public static OpenDescriptors Capture(params string[] containing)
    {
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var link in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            var target = new FileInfo(link).LinkTarget;
            if (target is not null && (containing.Length == 0 || Array.Exists(containing, text => target.Contains(text, StringComparison.Ordinal))))
            {
                targets[target] = targets.GetValueOrDefault(target) + 1;
            }
        }

        return new OpenDescriptors(targets);
    }

    /// <summary>How many descriptors point at what contains this text.</summary>
    public static int Count(string containing) => Capture(containing)._targets.Values.Sum();

    /// <summary>What is open now and was not then, with how many times more.</summary>
    public IReadOnlyList<string> OpenedSince(OpenDescriptors earlier) =>
    [
        .. from now in _targets
           let more = now.Value - earlier._targets.GetValueOrDefault(now.Key)
           where more > 0
           select $"{now.Key} x{more}",
    ];
}
