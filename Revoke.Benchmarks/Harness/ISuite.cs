namespace Revoke.Benchmarks.Harness;

/// <summary>A set of benchmarks that runs as one.</summary>
internal interface ISuite
{
    /// <summary>What the command line calls it.</summary>
    static abstract string Name { get; }

    /// <summary>What it measures, for the list.</summary>
    static abstract string Description { get; }

    /// <summary>Measures.</summary>
    static abstract void Run(Report report, bool quick);
}
