using System.Globalization;

namespace Revoke.Benchmarks.Litmus;

/// <summary>What a part came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revokes">How many gates were closed, or scopes revoked.</param>
/// <param name="Violations">How many were seen.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="IsControl">Whether violations are what it is for.</param>
internal sealed record PartResult(string Name, long Revokes, long Violations, double Seconds, bool IsControl = false)
{
    /// <summary>Whether it came to what it should.</summary>
    internal bool IsGood => Violations > 0 == IsControl;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-12} {Revokes,12} revokes {Violations,8} violations {Seconds,8:0.00} s  {(IsControl ? (IsGood ? "caught" : "MISSED") : (IsGood ? "ok" : "VIOLATION"))}");
}
