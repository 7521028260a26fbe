namespace Revoke.Cli.Ls;

/// <summary>What <c>revoke ls --json</c> prints.</summary>
/// <param name="Drivers">The registered drivers, as far as asked for, in the order of their names.</param>
internal sealed record LsReport(IReadOnlyList<DriverEntry> Drivers);
