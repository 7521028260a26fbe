namespace Revoke.Cli.Demo.Reports;

/// <summary>What <c>revoke demo --json</c> prints.</summary>
/// <param name="Result">What became of the handles.</param>
/// <param name="WithoutLibrary">The same without the library.</param>
/// <param name="Leaked">What the descriptors refer to that were left open.</param>
/// <param name="Rounds">What a wake costs.</param>
internal sealed record ScopeDemoReport(
    GuardedResult Result,
    IReadOnlyList<HandleReport> WithoutLibrary,
    IReadOnlyList<string> Leaked,
    IReadOnlyList<RoundReport> Rounds) : DemoReport(Result, WithoutLibrary, Leaked);
