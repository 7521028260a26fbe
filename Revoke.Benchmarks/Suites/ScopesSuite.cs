using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites;

/// <summary>What many files and many scopes cost.</summary>
internal sealed partial class ScopesSuite : ISuite
{
    // A cost per file that grows by more than this between 10,000 and 100,000 files is not linear; caches alone make it grow a little.
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

    // Any attribute costs the same; /dev/null has no operations of its own to wait for and is everywhere.
    private static RevocableFile OpenReal(RevokeScope scope) =>
        scope.Open("/dev/null", new RevocableFileOptions { Access = FileAccess.Read });
}
