namespace Revoke.Cli.Doctor;

/// <summary>What <c>revoke doctor --json</c> prints.</summary>
/// <param name="Checks">What each check found.</param>
internal sealed record DoctorReport(IReadOnlyList<Finding> Checks)
{
    /// <summary>Whether nothing essential is missing.</summary>
    public bool Ok => !Checks.Any(static check => check is { IsEssential: true, State: FindingState.Missing });
}
