namespace Revoke.Benchmarks.Harness;

/// <summary>How long a paired loop runs.</summary>
internal sealed record PairedLoopOptions
{
    /// <summary>The least number of ratios that a median is taken of.</summary>
    internal const int FewestRatios = 200;

    /// <summary>Rounds of four batches; each gives two ratios and one control.</summary>
    internal int Rounds { get; init; } = 6000;

    /// <summary>How long both sides run before anything counts: far past the second tier of the compiler, which waits for 100 ms of quiet.</summary>
    internal TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>About how long one batch takes: long against the clock, short against a time slice, so that few batches are interrupted.</summary>
    internal TimeSpan Batch { get; init; } = TimeSpan.FromMicroseconds(200);

    /// <summary>How often the whole is measured again while the control is off.</summary>
    internal int Attempts { get; init; } = 4;

    /// <summary>How far from 1 the control may be.</summary>
    internal double Tolerance { get; init; } = Bar.Tolerance;

    /// <summary>For a run of a few seconds.</summary>
    internal static PairedLoopOptions Quick { get; } = new() { Rounds = 1500, WarmUp = TimeSpan.FromSeconds(1) };
}
