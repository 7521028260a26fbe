namespace Revoke.Benchmarks.Harness;

/// <summary>
/// Measures several things against each other in batches that alternate: A, B, C, A', B', C', each round beginning one further. Whatever slows the
/// machine for longer than a round slows all sides of it; what is shorter is an outlier that the median does not see. A' against A is the control.
/// </summary>
internal sealed class RoundLoop(TimeProvider time, PairedLoopOptions options)
{
    private readonly List<Side> _sides = [];

    /// <summary>A side that runs as many operations as it is told.</summary>
    internal void Add(string name, Action<int> batch) => _sides.Add(new Side(name, batch, Timed: null));

    /// <summary>A side that cannot be run in a row and says itself how many nanoseconds an operation took.</summary>
    internal void AddTimed(string name, Func<double> timed) => _sides.Add(new Side(name, Batch: null, timed));

    /// <summary>Runs the rounds, again while a control is off and attempts are left.</summary>
    internal RoundTimes Run()
    {
        WarmUp();
        var measures = _sides.ConvertAll(GetMeasure);
        for (var attempt = 1; ; attempt++)
        {
            var times = Measure(measures, attempt);
            if (attempt >= options.Attempts || _sides.TrueForAll(side => Math.Abs(times.Control(side.Name) - 1) <= options.Tolerance))
            {
                return times;
            }
        }
    }

    private void WarmUp()
    {
        var start = time.GetTimestamp();
        do
        {
            foreach (var count in (ReadOnlySpan<int>)[1, 16])
            {
                foreach (var side in _sides)
                {
                    side.Batch?.Invoke(count);
                    side.Timed?.Invoke();
                }
            }
        }
        while (time.GetElapsedTime(start) < options.WarmUp);
    }

    private Func<double> GetMeasure(Side side)
    {
        if (side.Batch is not { } batch)
        {
            return side.Timed!;
        }

        var operations = Calibrate(batch);
        return () =>
        {
            var start = time.GetTimestamp();
            batch(operations);
            return time.GetElapsedTime(start).TotalNanoseconds / operations;
        };
    }

    // As many operations as fill a batch. The fastest of a few: one that is interrupted looks as if it had filled it.
    private int Calibrate(Action<int> batch)
    {
        for (var operations = 1; ; operations *= 2)
        {
            var took = TimeSpan.MaxValue;
            for (var i = 0; i < 3 && took >= options.Batch / 2; i++)
            {
                var start = time.GetTimestamp();
                batch(operations);
                var elapsed = time.GetElapsedTime(start);
                took = elapsed < took ? elapsed : took;
            }

            if (took >= options.Batch / 2 || operations >= 1 << 28)
            {
                return Math.Max(1, (int)(operations * (options.Batch / took)));
            }
        }
    }

    private RoundTimes Measure(List<Func<double>> measures, int attempt)
    {
        var times = new RoundTimes(_sides.ConvertAll(static side => side.Name), attempt, options.Tolerance);
        var round = new double[2 * measures.Count];
        for (var i = 0; i < options.Rounds; i++)
        {
            for (var j = 0; j < round.Length; j++)
            {
                var slot = (i + j) % round.Length;
                round[slot] = measures[slot % measures.Count]();
            }

            times.Add(round);
        }

        return times;
    }

    private sealed record Side(string Name, Action<int>? Batch, Func<double>? Timed);
}
