using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Storm;

/// <summary>
/// Eight threads read 256 mappings in all ways while a revoker takes scopes away and their owner makes new ones. Prints what it counted; exit code 0 if nobody saw
/// anything but what it should have. The second argument names a wrong way to revoke, which has to be caught.
/// </summary>
internal static class MappingStormScenario
{
    /// <summary>Gives the addresses back while somebody has them.</summary>
    public const string Unmapping = "unmapping";

    /// <summary>Puts somebody else's memory there.</summary>
    public const string Overlaying = "overlaying";

    private const int Readers = 8;
    private const int Groups = 256 / StormGroup.Size;
    private const int Graves = 16; // revoked, and not disposed yet

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = double.Parse(args[0], CultureInfo.InvariantCulture);
        var wrong = args.Length > 1 ? args[1] : string.Empty;
        var seed = Random.Shared.Next();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var groups = new StormGroup?[Groups + Graves];
        for (var i = 0; i < Groups; i++)
        {
            groups[i] = new StormGroup(i, 1);
        }

        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var revoked = new BlockingCollection<StormGroup>(Graves);
        var readers = Enumerable.Range(0, Readers).Select(i => new StormReader(groups, seed + i)).ToList();
        var threads = readers.ConvertAll(reader => Start(() => reader.Run(end.Token)));
        var owner = Start(() => Renew(groups, revoked));
        var taken = await Start(() => TakeAway(groups, revoked, wrong, new Random(seed - 1), end.Token));
        await owner;
        await Task.WhenAll(threads);
        foreach (var group in groups)
        {
            group?.Retire();
        }

        var counts = StormCounts.Sum(readers.ConvertAll(static reader => reader.Counts));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{taken} scopes, {taken * StormGroup.Size} mappings taken away; {counts}"));
        return counts.IsGood && taken > 0 ? 0 : 1;
    }

    private static int TakeAway(StormGroup?[] groups, BlockingCollection<StormGroup> revoked, string wrong, Random random, CancellationToken end)
    {
        using var foreign = new SafeFileHandle(Descriptor.Check(Native.memfd_create("foreign", 0), "memfd_create"), ownsHandle: true);
        RandomAccess.Write(foreign, [.. Enumerable.Repeat((byte)0x55, StormCell.Page)], 0);
        var taken = 0;
        for (; !end.IsCancellationRequested; taken++)
        {
            var group = Volatile.Read(ref groups[random.Next(Groups)])!;
            if (group.Cells[0].IsReplaced)
            {
                continue; // its owner has not come to it yet
            }

            Revoke(group, random.Next(2) == 0 ? RevokeReason.Unplugged : RevokeReason.Policy("storm"), wrong, foreign);
            revoked.Add(group, CancellationToken.None);
        }

        revoked.CompleteAdding();
        return taken;
    }

    private static void Revoke(StormGroup group, RevokeReason reason, string wrong, SafeFileHandle foreign)
    {
        if (wrong != Unmapping && !group.Scope.Revoke(reason, Timeout.InfiniteTimeSpan).IsCompleted)
        {
            throw new InvalidOperationException("The revoke has not been completed.");
        }

        foreach (var cell in group.Cells)
        {
            if (wrong == Unmapping)
            {
                cell.Unmap();
            }
            else if (wrong == Overlaying)
            {
                cell.Overlay(foreign);
            }

            cell.IsReplaced = true;
        }
    }

    // New ones in the place of those that were taken away, which are disposed when there are too many.
    private static int Renew(StormGroup?[] groups, BlockingCollection<StormGroup> revoked)
    {
        var grave = 0;
        foreach (var group in revoked.GetConsumingEnumerable())
        {
            Volatile.Write(ref groups[group.Index], new StormGroup(group.Index, group.Generation + 1));
            var place = Groups + (grave++ % Graves);
            var oldest = groups[place];
            Volatile.Write(ref groups[place], group);
            oldest?.Retire();
        }

        return grave;
    }

    private static Task<int> Start(Action run) => Start(() =>
    {
        run();
        return 0;
    });

    private static Task<T> Start<T>(Func<T> run) => Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
