namespace Revoke.Benchmarks.Harness;

/// <summary>What a bar came to.</summary>
internal enum Verdict
{
    /// <summary>The figure is within its limit.</summary>
    Ok,

    /// <summary>The figure is past its limit.</summary>
    Short,

    /// <summary>The control was off: the machine was too restless for this figure to say anything.</summary>
    Inconclusive,

    /// <summary>Something that it is measured against is missing here.</summary>
    Skipped,
}
