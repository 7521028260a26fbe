using System.Globalization;

namespace Revoke.Benchmarks.Harness;

/// <summary>A figure that has to stay within a limit.</summary>
/// <param name="Name">What it is, without blanks, so that a line can be split at them.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Limit">The most it may be.</param>
/// <param name="Control">The same thing measured against itself, which is 1 on a quiet machine; null for a figure that no noise can change.</param>
internal sealed record Bar(string Name, double Measured, double Limit, double? Control = null)
{
    /// <summary>How far from 1 the control may be.</summary>
    internal const double Tolerance = 0.01;

    /// <summary>Whether it is met; a control that is off leaves that open, whatever the figure.</summary>
    internal Verdict Verdict =>
        Control is { } control && !(Math.Abs(control - 1) <= Tolerance) ? Verdict.Inconclusive
        : Measured <= Limit ? Verdict.Ok
        : Verdict.Short;

    /// <summary>The verdict as it is printed.</summary>
    internal string Word => Verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Short => "SHORT",
        _ => "inconclusive",
    };

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name,-40} {Measured,10:0.000} {Limit,10:0.000} {Word}");
}
