using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Mappings;

/// <summary><c>revoke demo mapping</c>.</summary>
internal static class MappingDemo
{
    internal static async Task<MappingDemoReport> RunAsync(DemoSettings settings, CancellationToken cancellationToken)
    {
        using var directory = new DemoDirectory();
        var folder = directory.Create("mapping");
        var hazards = new List<HazardReport>();
        foreach (var hazard in Enum.GetValues<Hazard>())
        {
            var bare = settings.WithBare ? await HazardParent.RunAsync(hazard, isGuarded: false, folder, cancellationToken) : null;
            hazards.Add(new HazardReport(Describe(hazard), bare, await HazardParent.RunAsync(hazard, isGuarded: true, folder, cancellationToken)));
        }

        // On threads of their own; this one waits for them and would hold up signals.
        var revokes = await Task.Run<MappingRevokeReport[]>(
            () => settings.Rounds == 0 ? [] :
            [
                RevokeUnderReaders.Run(folder, isDevice: false, settings.Rounds, cancellationToken),
                RevokeUnderReaders.Run(folder, isDevice: true, settings.Rounds, cancellationToken),
            ],
            cancellationToken);
        return new MappingDemoReport(hazards, revokes);
    }

    private static string Describe(Hazard hazard) => hazard == Hazard.Truncated ? "the file is truncated by another process" : "the mapping is ended by another thread";
}
