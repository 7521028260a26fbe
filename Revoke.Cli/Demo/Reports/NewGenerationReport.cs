namespace Revoke.Cli.Demo.Reports;

/// <summary>A device that has come back.</summary>
/// <param name="Name">The device.</param>
/// <param name="Generation">Which time round.</param>
/// <param name="Works">Whether new handles on it do what they should.</param>
/// <param name="Shows">What they did, or how they failed.</param>
internal sealed record NewGenerationReport(string Name, long Generation, bool Works, string Shows);
