using System.Globalization;

namespace Revoke.Benchmarks.Harness;

/// <summary>A figure that has to stay within a limit.</summary>
/// <param name="Name">What it is, without blanks, so that a line can be split at them.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Limit">The most it may be.</param>
/// <param name="Control">The same thing measured against itself, which is 1 on a quiet machine; null for a figure that no noise can change.</param>
internal sealed record Bar(string Name, double Measured, double Limit, double? Control = null)
{
    /// <summary>How far from 1 the control may be, unless the bar says otherwise.</summary>
    internal const double Tolerance = 0.01;

    /// <summary>How far from 1 the control of this bar may be.</summary>
    internal double ControlTolerance { get; init; } = Tolerance;

    /// <summary>Why it could not be measured here; null if it was.</summary>
    internal string? Missing { get; init; }

    /// <summary>Whether it is met; a control that is off leaves that open, whatever the figure.</summary>
    internal Verdict Verdict =>
        Missing is not null ? Verdict.Skipped
        : Control is { } control && !(Math.Abs(control - 1) <= ControlTolerance) ? Verdict.Inconclusive
        : Measured <= Limit ? Verdict.Ok
        : Verdict.Short;

    /// <summary>The verdict as it is printed.</summary>
    internal string Word => Verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Short => "SHORT",
        Verdict.Skipped => "skipped",
        _ => "inconclusive",
    };

    /// <summary>The figure as it is printed.</summary>
    internal string MeasuredText => Missing is null ? Measured.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name,-40} {MeasuredText,10} {Limit,10:0.000} {Word}");
}
