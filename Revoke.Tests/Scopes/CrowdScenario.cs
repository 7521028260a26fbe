using System.Globalization;

namespace Revoke.Tests.Scopes;

/// <summary>Very many real files in one scope; in a process of its own, because it takes most of the descriptors there are.</summary>
internal static class CrowdScenario
{
    public const int LimitTooLow = 3;

    public static Task<int> RunAsync(string[] args)
    {
        var count = int.Parse(args[0], CultureInfo.InvariantCulture);
        var before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        using var scope = new RevokeScope("crowd");
        var files = new List<RevocableFile>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                files.Add(scope.Open("/sys/class/net/lo/mtu", new() { Access = FileAccess.Read }));
            }
        }
        catch (IOException exception) when (exception.HResult == Support.Native.EMFILE)
        {
            return Task.FromResult(LimitTooLow);
        }

        var opened = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        var outcome = scope.Revoke(RevokeReason.Unplugged);
        files.ForEach(file => file.Dispose());
        var left = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        Console.Out.Write($"{outcome.Released} released, {opened - before} opened, {left - before} left\n");
        return Task.FromResult(outcome.Released == count && opened - before >= count && left - before < 20 ? 0 : 1);
    }
}
