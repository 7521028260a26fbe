namespace Revoke.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Name">What was looked at, one word.</param>
/// <param name="State">How well it is there.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Advice">What it means and what to do; null where nothing is to be done.</param>
internal sealed record Finding(string Name, FindingState State, string Found, string? Advice = null)
{
    /// <summary>Whether the library does not work here while this is missing.</summary>
    public bool IsEssential { get; init; }

    internal static Finding Ok(string name, string found) => new(name, FindingState.Ok, found);

    internal static Finding Degraded(string name, string found, string advice) => new(name, FindingState.Degraded, found, advice);

    internal static Finding Missing(string name, string found, string advice) => new(name, FindingState.Missing, found, advice);
}
