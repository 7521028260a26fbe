namespace Revoke.Cli.Demo.Reports;

/// <summary>One hazard, with and without the library.</summary>
/// <param name="Name">What happened to the memory.</param>
/// <param name="WithoutLibrary">The bare program; null if that was left out.</param>
/// <param name="WithLibrary">The same with the library.</param>
internal sealed record HazardReport(string Name, ChildReport? WithoutLibrary, ChildReport WithLibrary);
