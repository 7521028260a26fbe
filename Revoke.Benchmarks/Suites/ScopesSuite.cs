using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

/// <summary>What many files and many scopes cost.</summary>
internal sealed partial class ScopesSuite : ISuite
{
    // Where heap and caches have as much to do on both sides, a cost per file that grows by more than this is not linear.
    private const double LinearLimit = 1.6;

    public static string Name => "scopes";

    public static string Description => "scopes with very many files, short-lived files, dropped scopes";

    public static void Run(Report report, bool quick)
    {
        var rounds = quick ? 100 : 300; // two ratios each
        MeasureCrowd(report, "files", OpenInstant, few: 10_000, many: 100_000, rounds);
        MeasureSpread(report, 100_000, rounds);
        MeasureCrowd(report, "real-files", OpenReal, few: 1_500, many: 15_000, rounds);
        MeasureShortLived(report, few: 100_000, many: 1_000_000, quick ? 3 : 9);
        MeasureDroppedChildren(report, 100_000);
    }

    private static RevocableFile OpenInstant(RevokeScope scope) => scope.Open(new InstantDriver(), "instant");

    // /dev/null is everywhere, and costs little to open beside what the scope does.
    private static RevocableFile OpenReal(RevokeScope scope) =>
        scope.Open("/dev/null", new RevocableFileOptions { Access = FileAccess.Read });
}
