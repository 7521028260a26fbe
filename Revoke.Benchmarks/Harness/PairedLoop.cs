namespace Revoke.Benchmarks.Harness;

/// <summary>
/// Measures one thing against another in batches that alternate: A, B, A', B', each round beginning one further. Whatever slows the
/// machine for longer than a round slows both sides of a ratio; what is shorter is an outlier that the median does not see. A' against
/// A is the control.
/// </summary>
internal sealed class PairedLoop(TimeProvider time, PairedLoopOptions options)
{
    private const int Sides = 4;

    private readonly double[] _times = new double[Sides];

    /// <summary>Runs the loop, again while the control is off and attempts are left.</summary>
    /// <param name="baseline">A: runs as many operations as it is told.</param>
    /// <param name="contender">B: as many of the other.</param>
    internal PairedResult Run(Action<int> baseline, Action<int> contender)
    {
        WarmUp(baseline, contender);
        var operations = Calibrate(baseline);
        return Repeat(() => Time(baseline, operations), () => Time(contender, operations), operations);
    }

    /// <summary>The same for things that cannot be run in a row and say themselves how many nanoseconds they took.</summary>
    internal PairedResult RunTimed(Func<double> baseline, Func<double> contender)
    {
        WarmUp(_ => baseline(), _ => contender());
        return Repeat(baseline, contender, operations: 1);
    }

    private double Time(Action<int> side, int operations)
    {
        var start = time.GetTimestamp();
        side(operations);
        return time.GetElapsedTime(start).TotalNanoseconds;
    }

    private PairedResult Repeat(Func<double> baseline, Func<double> contender, int operations)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = Measure(baseline, contender, operations, attempt);
            if (attempt >= options.Attempts || Math.Abs(result.Control - 1) <= Bar.Tolerance)
            {
                return result;
            }
        }
    }

    private void WarmUp(Action<int> baseline, Action<int> contender)
    {
        var start = time.GetTimestamp();
        do
        {
            baseline(1);
            contender(1);
            baseline(16);
            contender(16);
        }
        while (time.GetElapsedTime(start) < options.WarmUp);
    }

    // As many operations as fill a batch; both sides run the same number.
    private int Calibrate(Action<int> baseline)
    {
        for (var operations = 1; ; operations *= 2)
        {
            var start = time.GetTimestamp();
            baseline(operations);
            var took = time.GetElapsedTime(start);
            if (took >= options.Batch / 2 || operations >= 1 << 28)
            {
                return Math.Max(1, (int)(operations * (options.Batch / took)));
            }
        }
    }

    private PairedResult Measure(Func<double> baseline, Func<double> contender, int operations, int attempt)
    {
        var ratios = new List<double>(2 * options.Rounds);
        var controls = new List<double>(options.Rounds);
        var baselines = new List<double>(options.Rounds);
        var contenders = new List<double>(options.Rounds);
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < Sides; i++)
            {
                var side = (round + i) % Sides;
                _times[side] = side % 2 == 0 ? baseline() : contender();
            }

            ratios.Add(_times[1] / _times[0]);
            ratios.Add(_times[3] / _times[2]);
            controls.Add(_times[2] / _times[0]);
            baselines.Add(_times[0]);
            contenders.Add(_times[1]);
        }

        return new PairedResult(
            Quantiles.Median(ratios),
            Quantiles.At(ratios, 0.25),
            Quantiles.At(ratios, 0.75),
            Quantiles.Median(controls),
            ratios.Count,
            Quantiles.Median(baselines) / operations,
            Quantiles.Median(contenders) / operations,
            attempt);
    }
}
