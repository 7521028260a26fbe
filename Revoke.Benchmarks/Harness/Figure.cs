using System.Globalization;

namespace Revoke.Benchmarks.Harness;

/// <summary>A figure that is told and has no limit.</summary>
internal sealed record Figure(string Name, double Value, string Unit)
{
    /// <summary>The value with as many digits as it deserves.</summary>
    internal string Text => Value.ToString(Math.Abs(Value) < 10 ? "0.000" : "#,0.0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"# {Name,-50} {Text,12} {Unit}";
}
