using System.Globalization;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>More mappings than a process may have (vm.max_map_count).</summary>
internal static class Crowding
{
    private const int MostToTry = 300_000;
    private const long NoCollection = 100 << 20;
    private const int WarmUps = 2000;
    private const int Neighbours = 1000;
    private const int Spare = 200; // for the runtime, which maps things too

    /// <summary>One more than there may be is refused; those that are there are replaced all the same.</summary>
    public static int TooMany(TextWriter output)
    {
        if (Limit > MostToTry)
        {
            return HazardScenario.Unsupported;
        }

        using var subject = new Subject(pages: 1);
        WarmUp(subject);
        var before = AddressSpace.Count;
        var mappings = new List<RevocableMapping>(Limit);
        var refusal = Fill(() => subject.Scope.Map(subject.Path), mappings);
        output.Write($"{refusal.GetType().Name} {refusal.HResult}, names the limit {refusal.Message.Contains("vm.max_map_count", StringComparison.Ordinal)}\n");

        var outcome = subject.Scope.Revoke(RevokeReason.Policy("too many"), Timeout.InfiniteTimeSpan);
        output.Write($"{outcome.IsCompleted}, all {outcome.Released == mappings.Count + 1}, {outcome.NotReplaced.Count} not replaced\n");
        mappings.ForEach(static mapping => mapping.Dispose());
        output.Write($"leaked {Math.Max(0, AddressSpace.Count - before - Spare)}\n");
        return 0;
    }

    /// <summary>Given back where that takes one more than there may be: from the midst of neighbours that are one for the kernel.</summary>
    public static int GivenBackWhileFull(TextWriter output)
    {
        if (Limit > MostToTry)
        {
            return HazardScenario.Unsupported;
        }

        using var revoked = new Subject(pages: 1);
        using var living = new Subject(pages: 1);
        WarmUp(living);
        var before = AddressSpace.Count;
        var neighbours = Enumerable.Range(0, Neighbours).Select(_ => revoked.Scope.Map(revoked.Path)).ToList();
        revoked.Scope.Revoke(RevokeReason.Policy("merged"));
        output.Write($"merged {AddressSpace.Count - before < Spare}\n");
        var mappings = new List<RevocableMapping>(Limit);
        Fill(() => living.Scope.Map(living.Path), mappings);
        var every = neighbours.Where(static (_, i) => i % 2 == 0).ToList();
        every.ForEach(static mapping => mapping.Dispose());
        mappings.ForEach(static mapping => mapping.Dispose());
        neighbours.ForEach(static mapping => mapping.Dispose());
        output.Write($"leaked {Math.Max(0, AddressSpace.Count - before - Spare)}\n");
        return 0;
    }

    private static int Limit => int.Parse(File.ReadAllText("/proc/sys/vm/max_map_count"), CultureInfo.InvariantCulture);

    /// <summary>Maps until that is refused, and leaves the runtime some room then: it maps things too, and dies if it cannot.</summary>
    private static IOException Fill(Func<RevocableMapping> map, List<RevocableMapping> mappings)
    {
        using var room = new Room(Spare);
        GC.TryStartNoGCRegion(NoCollection);
        try
        {
            while (true)
            {
                mappings.Add(map());
            }
        }
        catch (IOException refusal) when (room.Leave())
        {
            GC.EndNoGCRegion();
            return refusal;
        }
    }

    // What is compiled and loaded for the first time takes mappings.
    private static void WarmUp(Subject subject)
    {
        using var endless = new Descriptor(Native.memfd_create("endless", 0));
        Descriptor.Check(Native.ftruncate(endless.Number, 1L << 50), "ftruncate");
        var mappings = new List<RevocableMapping>();
        Fill(() => mappings.Count < WarmUps ? subject.Scope.Map(subject.Path) : subject.Scope.Map(endless), mappings); // of the last there are not enough addresses
        mappings.ForEach(static mapping => mapping.Dispose());
        _ = AddressSpace.Count;
    }
}
