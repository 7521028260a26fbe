using System.Globalization;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>
/// Very many devices made and removed at once, while some of them are followed through all their generations, with a sleeper in each. In a
/// process of its own. Prints what it counted; exit code 0 if no removal and no return was missed and memory stayed as it was.
/// </summary>
internal static class StormScenario
{
    private const int WarmUps = 3;
    private const int Rounds = 6;
    private const long AllowedGrowth = 64 * 1024;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] args)
    {
        var devices = int.Parse(args[0], CultureInfo.InvariantCulture);
        var followers = int.Parse(args[1], CultureInfo.InvariantCulture);
        var names = Enumerable.Range(0, devices).Select(i => $"rvs{Environment.ProcessId % 100000}n{i}").ToList();
        var group = (70_000 + (Environment.ProcessId % 100_000)).ToString(CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        var make = WriteCommands(folder, names, group);
        await using var monitor = new DeviceMonitor();
        using var end = new CancellationTokenSource();
        var followed = Enumerable.Range(0, followers).Select(i => new StormFollower(monitor, names[i * (devices / followers)], end.Token)).ToList();
        var memory = new List<long>();
        var descriptors = CaptureDescriptors();
        try
        {
            // At first everything grows to its size.
            for (var round = 1; round <= WarmUps + Rounds; round++)
            {
                IpCommand.Run("-batch", make);
                await WaitAsync(() => followed.TrueForAll(follower => follower.IsInside), $"all {followers} inside, round {round}");
                IpCommand.Run("link", "del", "group", group);
                await WaitAsync(() => followed.TrueForAll(follower => follower.Ended == follower.Begun && !follower.IsInside), $"all {followers} revoked, round {round}");

                // And without time to look: what was begun is ended all the same.
                IpCommand.Run("-batch", make);
                IpCommand.Run("link", "del", "group", group);
                await WaitAsync(() => followed.TrueForAll(follower => follower.Ended == follower.Begun && monitor.Find(follower.Id) is null), $"all {followers} revoked after the quick one, round {round}");
                GC.Collect();
                GC.WaitForPendingFinalizers();
                if (round == WarmUps)
                {
                    descriptors = CaptureDescriptors();
                }
                else if (round > WarmUps)
                {
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                }
            }
        }
        finally
        {
            if (Directory.EnumerateDirectories("/sys/class/net").Any(path => names.Contains(Path.GetFileName(path))))
            {
                IpCommand.Run("link", "del", "group", group);
            }

            await end.CancelAsync();
        }

        await Task.WhenAll(followed.Select(follower => follower.Task));
        var generations = followed.Sum(follower => follower.Begun);
        var opened = CaptureDescriptors().OpenedSince(descriptors).ToList();
        var growth = memory.Skip(Rounds / 2).Min() - memory.Take(Rounds / 2).Max();
        var kept = followed.Sum(follower => follower.KeptScopes);
        await Console.Out.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{generations} generations begun, {followed.Sum(follower => follower.Ended)} ended, bytes after each round {string.Join(' ', memory)}, {kept} scopes kept, opened and not closed: {string.Join(' ', opened)}\n"));

        // What is counted here itself grows by some 3 kB a round.
        return generations >= followers * (WarmUps + Rounds) && growth < AllowedGrowth && kept <= followers && opened.Count == 0 ? 0 : 1;
    }

    // Not the assemblies that the runtime loads as it goes.
    private static OpenDescriptors CaptureDescriptors() => OpenDescriptors.Capture("/sys", "socket:", "anon_inode:", "pipe:");

    // Half as many cables as devices: each has two ends.
    private static string WriteCommands(TemporaryFolder folder, List<string> names, string group)
    {
        var path = folder["make"];
        File.WriteAllLines(path, Enumerable.Range(0, names.Count / 2).Select(i => $"link add name {names[2 * i]} group {group} type veth peer name {names[(2 * i) + 1]} group {group}"));
        return path;
    }

    private static async Task WaitAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("It did not come to this: " + what);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }
}
