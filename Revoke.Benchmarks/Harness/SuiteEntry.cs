namespace Revoke.Benchmarks.Harness;

/// <summary>A suite in the list.</summary>
internal sealed record SuiteEntry(string Name, string Description, Action<Report, bool> Run)
{
    /// <summary>The entry of a suite.</summary>
    internal static SuiteEntry Of<TSuite>()
        where TSuite : ISuite => new(TSuite.Name, TSuite.Description, TSuite.Run);
}
