namespace Revoke.Benchmarks.Harness;

/// <summary>Measures one thing against another: a <see cref="RoundLoop"/> of two.</summary>
internal sealed class PairedLoop(TimeProvider time, PairedLoopOptions options)
{
    private const string Baseline = "baseline";
    private const string Contender = "contender";

    /// <summary>Runs the loop, again while the control is off and attempts are left.</summary>
    /// <param name="baseline">A: runs as many operations as it is told.</param>
    /// <param name="contender">B: as many of the other.</param>
    internal PairedResult Run(Action<int> baseline, Action<int> contender)
    {
        var loop = new RoundLoop(time, options);
        loop.Add(Baseline, baseline);
        loop.Add(Contender, contender);
        return loop.Run().Compare(Baseline, Contender);
    }

    /// <summary>The same for things that cannot be run in a row and say themselves how many nanoseconds they took.</summary>
    internal PairedResult RunTimed(Func<double> baseline, Func<double> contender)
    {
        var loop = new RoundLoop(time, options);
        loop.AddTimed(Baseline, baseline);
        loop.AddTimed(Contender, contender);
        return loop.Run().Compare(Baseline, Contender);
    }
}
