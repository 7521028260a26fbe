namespace Revoke.Cli.Demo.Mappings;

/// <summary>What the child does: it says that it reads, and then, if it comes to that, what became of it. Without its parent it ends.</summary>
internal static class MappingChild
{
    internal const string Command = "demo-mapping";
    internal const string ReadingLine = "reading";

    internal static async Task<int> RunAsync(Hazard hazard, bool isGuarded, string path)
    {
        var parentGone = Task.Run(Console.In.ReadToEndAsync);
        var reading = Task.Run(() => (hazard, isGuarded) switch
        {
            (Hazard.Truncated, true) => GuardedHazards.ReadTruncated(path),
            (Hazard.Truncated, false) => BareHazards.ReadTruncated(path),
            (_, true) => GuardedHazards.ReadEnded(path),
            _ => BareHazards.ReadEnded(path),
        });
        if (await Task.WhenAny(reading, parentGone) != reading)
        {
            return ExitCodes.Failed;
        }

        await Console.Out.WriteLineAsync(await reading);
        return ExitCodes.Ok;
    }

    internal static void TellReading()
    {
        Console.Out.WriteLine(ReadingLine);
        Console.Out.Flush();
    }
}
