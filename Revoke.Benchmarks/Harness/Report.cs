using System.Globalization;

namespace Revoke.Benchmarks.Harness;

/// <summary>Collects what a suite finds, and prints each line as it comes.</summary>
internal sealed class Report(string suite, TextWriter output)
{
    private readonly List<Bar> _bars = [];
    private readonly List<Figure> _figures = [];

    /// <summary>The name of the suite.</summary>
    internal string Suite => suite;

    /// <summary>The bars so far.</summary>
    internal IReadOnlyList<Bar> Bars => _bars;

    /// <summary>The other figures so far.</summary>
    internal IReadOnlyList<Figure> Figures => _figures;

    /// <summary>A bar.</summary>
    internal void Add(Bar bar)
    {
        _bars.Add(bar);
        output.WriteLine(bar.ToString());
    }

    /// <summary>A figure without a limit.</summary>
    internal void Add(string name, double value, string unit)
    {
        var figure = new Figure(name, value, unit);
        _figures.Add(figure);
        output.WriteLine(figure.ToString());
    }

    /// <summary>A bar that cannot be measured here.</summary>
    internal void Skip(string name, double limit, string reason)
    {
        Add(new Bar(name, double.NaN, limit) { Missing = reason });
        Remark($"{name}: {reason}");
    }

    /// <summary>The bar of a paired loop, with what lies behind it.</summary>
    internal void Add(string name, PairedResult result, double limit)
    {
        AddBar(name, result, limit);
        Explain(name, result);
    }

    /// <summary>The bar of a comparison, whose times are told elsewhere.</summary>
    internal void AddBar(string name, PairedResult result, double limit)
    {
        Add(new Bar(name, result.Ratio, limit, result.Control) { ControlTolerance = result.Tolerance });
        Spread(name, result);
    }

    /// <summary>A paired loop without a limit.</summary>
    internal void Add(string name, PairedResult result)
    {
        Add(name, result.Ratio, "x");
        Explain(name, result);
        Spread(name, result);
    }

    /// <summary>A remark that is only printed.</summary>
    internal void Remark(FormattableString remark) => output.WriteLine("# " + remark.ToString(CultureInfo.InvariantCulture));

    /// <summary>The time of an operation of each side.</summary>
    internal void AddTimes(string where, RoundTimes found)
    {
        foreach (var name in found.Names)
        {
            Add($"{where}: {name}", found.Nanoseconds(name), "ns");
        }
    }

    private void Explain(string name, PairedResult result)
    {
        Add($"{name}: A/A", result.Control, "x");
        Add($"{name}: bare", result.BaselineNanoseconds, "ns");
        Add($"{name}: guarded", result.ContenderNanoseconds, "ns");
    }

    private void Spread(string name, PairedResult result) =>
        Remark($"{name}: {result.Ratios} ratios, half of them in {result.LowerQuartile:0.000} .. {result.UpperQuartile:0.000}, attempt {result.Attempts}");
}
